import type { LoggedEvent } from '../../game/events.ts';
import { RoomClosedError } from './event-store.ts';

/** Why somebody who reads a log gets no more of it. */
export const LOG_REPLACED = 'The game was restored or wiped meanwhile. Try again.';

/** The same events. Throws `RoomClosedError` if they end before event `seq`: whoever saves a part of them must not take it for the whole. */
export async function* wholeLog(
  events: AsyncIterable<LoggedEvent>,
  seq: number,
): AsyncGenerator<LoggedEvent> {
  let last = 0;
  for await (const logged of events) {
    last = logged.seq;
    yield logged;
  }
  if (last < seq) throw new RoomClosedError(LOG_REPLACED);
}
