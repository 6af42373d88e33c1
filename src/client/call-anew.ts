import type { CommandOptions } from './http-methods.ts';

/**
 * Makes a call. Where it goes under the key of an earlier press, because the answer to that was lost, the host repeats that one's answer,
 * word for word: if something has happened since to what the call is about, whoever pressed means another call, which is made. Where the
 * earlier press never reached the host, its call is made now, and stands.
 * @param call makes it; throws `HostError`
 * @param isOvertaken whether what this answer says is no longer so
 */
export async function callAnew<Answer>(
  call: (options: CommandOptions) => Promise<Answer>,
  isOvertaken: (answer: Answer) => boolean | Promise<boolean>,
  options: CommandOptions = {},
): Promise<Answer> {
  let isRepeat = false;
  const answer = await call({
    ...options,
    onRepeat() {
      isRepeat = true;
    },
  });
  return isRepeat && (await isOvertaken(answer)) ? call(options) : answer;
}

/**
 * Whether something else has been set since an answer.
 * @param now what the answer was about, as it is now
 * @param changed what the call was to set of it; its values don't matter, since the host may have made others of them
 */
export function isSetOtherwise(now: object, answer: object, changed: object): boolean {
  const textOf = (of: Readonly<Record<string, unknown>>, name: string) => JSON.stringify(of[name]);
  return Object.keys(changed).some((name) => textOf({ ...now }, name) !== textOf({ ...answer }, name));
}
