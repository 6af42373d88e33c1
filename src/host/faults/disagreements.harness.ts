/** For tests: G3 and G4 for all screens of a night that has settled. */
import { isDeepStrictEqual } from 'node:util';
import type { StoredGame } from './stored-game.harness.ts';
import { lasting, lastingOf, type TestScreen, type DeliveredEvent } from './test-client.harness.ts';

interface Disagreement {
  /** Whose screen. */
  readonly seat: number;
  readonly shown: unknown;
  readonly due: unknown;
}

/**
 * What screens show or were told on the way that the log does not say, that came twice or out of order, or that broke the
 * contract. Empty when all is well.
 */
export function disagreements(screens: readonly TestScreen[], fold: StoredGame): readonly Disagreement[] {
  return screens.flatMap(({ view, told, errors, seat: { id: seat } }) => {
    const [shown, due] = [lasting(view), lastingOf(fold.snapshotFor(seat))];
    const views = isDeepStrictEqual(shown, due) ? [] : [{ seat, shown, due }];
    const untrue = told.filter(({ seq, eventType }) => fold.eventTypes.get(seq) !== eventType);
    const broken = errors.filter((error) => error instanceof Error && error.name === 'FrameError');
    return [
      ...views,
      ...[...untrue, ...backwards(told), ...broken].map((one) => ({ seat, shown: one, due: null })),
    ];
  });
}

/** What came after something that it stands before. A new epoch may start anywhere. */
function backwards(told: readonly DeliveredEvent[]): readonly DeliveredEvent[] {
  return told.filter(({ epoch, seq }, index) => {
    const before = told[index - 1];
    return before !== undefined && before.epoch === epoch && before.seq >= seq;
  });
}
