/** For tests: G3 and G4 for all screens of a night that has settled. */
import { isDeepStrictEqual } from 'node:util';
import type { StoredGame } from './stored-game.harness.ts';
import { stableView, stableViewOf, type TestClient, type DeliveredEvent } from './test-client.harness.ts';

interface Disagreement {
  /** Whose screen. */
  readonly seat: number;
  readonly shown: unknown;
  readonly expected: unknown;
}

/**
 * What screens show or were told on the way that the log does not say, that came twice or out of order, or that broke the
 * contract. Empty when all is well.
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

/** What came after something that it stands before. A new epoch may start anywhere. */
function outOfOrder(delivered: readonly DeliveredEvent[]): readonly DeliveredEvent[] {
  return delivered.filter(({ epoch, seq }, index) => {
    const before = delivered[index - 1];
    return before !== undefined && before.epoch === epoch && before.seq >= seq;
  });
}
