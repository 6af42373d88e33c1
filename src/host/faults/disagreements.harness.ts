/** For tests: checks G3 and G4 for all clients of a game that has settled. */
import { isDeepStrictEqual } from 'node:util';
import type { StoredGame } from './stored-game.harness.ts';
import { stableView, stableViewOf, type TestClient, type DeliveredEvent } from './test-client.harness.ts';

interface Disagreement {
  /** Whose client. */
  readonly seat: number;
  readonly shown: unknown;
  readonly expected: unknown;
}

/**
 * What clients show or have received that is not in the log, came twice or out of order, or broke the contract. Empty when all is
 * well.
 */
export function disagreements(clients: readonly TestClient[], stored: StoredGame): readonly Disagreement[] {
  return clients.flatMap(({ view, delivered, errors, seat: { id: seat } }) => {
    const [shown, expected] = [stableView(view), stableViewOf(stored.snapshotFor(seat))];
    const views = isDeepStrictEqual(shown, expected) ? [] : [{ seat, shown, expected }];
    const untrue = delivered.filter(({ seq, eventType }) => stored.eventTypes.get(seq) !== eventType);
    const broken = errors.filter((error) => error instanceof Error && error.name === 'FrameError');
    return [
      ...views,
      ...[...untrue, ...outOfOrder(delivered), ...broken].map((one) => ({
        seat,
        shown: one,
        expected: null,
      })),
    ];
  });
}

/** Events that came after a later one. A new epoch may start anywhere. */
function outOfOrder(delivered: readonly DeliveredEvent[]): readonly DeliveredEvent[] {
  return delivered.filter(({ epoch, seq }, index) => {
    const before = delivered[index - 1];
    return before !== undefined && before.epoch === epoch && before.seq >= seq;
  });
}
