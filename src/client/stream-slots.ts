/**
 * Which pages of a browser may hold a stream open. It has six connections to a host for all of its pages, and a stream takes one of
 * them for good: with a desk, a board and a few phones open, nothing else would get through.
 */
import type { Cancel, Environment } from './environment.ts';
import { isObject } from './guards/wire-guards.ts';

/** Half of the six are left for everything else. */
export const MAX_STREAMS = 3;
/** How long the other pages have to say that they hold one, ms. */
export const ANSWER_MS = 100;
const CHANNEL = 'trading-game.streams';

/** What pages tell each other. Earlier claims come first. */
interface Claim {
  readonly id: string;
  /** Wall clock of the device, ms. */
  readonly since: number;
  /** Whether the page wants to hear the others' claims. */
  readonly asks: boolean;
}

/**
 * Claims a stream until it is cancelled; says once whether there is one for this page.
 * @param id differs for each claim
 */
export function claimStream(
  environment: Pick<Environment, 'openChannel' | 'wall' | 'after'>,
  id: string,
  onAnswer: (isGranted: boolean) => void,
): Cancel {
  let isHeld = true;
  const own: Claim = { id, since: environment.wall(), asks: true };
  const others = new Map<string, Claim>();
  const channel = environment.openChannel(CHANNEL, (message) => {
    if (!isClaim(message)) return;
    others.set(message.id, message);
    if (message.asks && isHeld) channel?.post({ ...own, asks: false });
  });
  if (channel === null) {
    onAnswer(true);
    return () => undefined;
  }
  channel.post(own);
  const cancelWait = environment.after(ANSWER_MS, () => {
    isHeld = [...others.values()].filter((other) => isBefore(other, own)).length < MAX_STREAMS;
    onAnswer(isHeld);
  });
  return () => {
    cancelWait();
    isHeld = false;
    channel.close();
  };
}

function isBefore(one: Claim, other: Claim): boolean {
  return one.since < other.since || (one.since === other.since && one.id < other.id);
}

function isClaim(message: unknown): message is Claim {
  return (
    isObject(message) &&
    typeof message['id'] === 'string' &&
    typeof message['since'] === 'number' &&
    typeof message['asks'] === 'boolean'
  );
}
