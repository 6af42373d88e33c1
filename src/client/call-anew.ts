import { HostError } from './host-error.ts';
import type { CommandOptions } from './http-methods.ts';

interface AnewOptions extends CommandOptions {
  /** Whether a refusal says that what the earlier press made is gone by now. Default: none does. */
  readonly isGone?: (refusal: HostError) => boolean;
}

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
  { isGone = () => false, ...options }: AnewOptions = {},
): Promise<Answer> {
  let [isEarlier, isRepeat] = [false, false];
  const heard = {
    ...options,
    onEarlierKey() {
      isEarlier = true;
      options.onEarlierKey?.();
    },
    onRepeat() {
      isRepeat = true;
      options.onRepeat?.();
    },
  };
  let answer: Answer;
  try {
    answer = await call(heard);
  } catch (error) {
    if (!isEarlier || !(error instanceof HostError) || !isGone(error)) throw error;
    return call(options);
  }
  return isEarlier && isRepeat && (await isOvertaken(answer)) ? call(options) : answer;
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
