import type { CommandOptions } from './http-methods.ts';

/**
 * Makes a call. Where it goes under the key of an earlier press, because the answer to that was lost, its answer is that one's, word for
 * word: if something has happened since to what the call is about, whoever pressed has seen it and means another call, which is made.
 * @param call makes it; throws `HostError`
 * @param isOvertaken whether what this answer says is no longer so
 */
export async function callAnew<Answer>(
  call: (options: CommandOptions) => Promise<Answer>,
  isOvertaken: (answer: Answer) => boolean,
  options: CommandOptions = {},
): Promise<Answer> {
  let isEarlier = false;
  const answer = await call({
    ...options,
    onEarlierKey() {
      isEarlier = true;
      options.onEarlierKey?.();
    },
  });
  return isEarlier && isOvertaken(answer) ? call(options) : answer;
}

/**
 * Whether something else has been set since an answer.
 * @param now what the answer was about, as it is now
 * @param changed what the call was to set of it; its values don't matter, since the host may have made others of them
 */
export function isSetOtherwise(now: object, answer: object, changed: object): boolean {
  const [present, past] = [new Map<string, unknown>(Object.entries(now)), new Map(Object.entries(answer))];
  return Object.keys(changed).some(
    (name) => JSON.stringify(present.get(name)) !== JSON.stringify(past.get(name)),
  );
}
