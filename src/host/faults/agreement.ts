/** For tests: G3 and G4 for all screens of a night that has settled. */
import { expect } from 'vitest';
import type { Fold } from './fold.ts';
import { lasting, lastingOf, type Screen } from './screen.ts';

/** Every screen shows what the log says, and was told nothing else on the way, nothing twice, and nothing out of order. */
export function expectAgreement(screens: readonly Screen[], fold: Fold): void {
  for (const { view, told, errors, seat } of screens) {
    expect(errors.filter((error) => error instanceof Error && error.name === 'FrameError')).toEqual([]);
    expect(lasting(view)).toEqual(lastingOf(fold.snapshotFor(seat.id)));
    expect(told.filter(({ seq, eventType }) => fold.eventTypes.get(seq) !== eventType)).toEqual([]);
    const backwards = told.filter((one, index) => {
      const before = told[index - 1];
      return before !== undefined && before.epoch === one.epoch && before.seq >= one.seq;
    });
    expect(backwards).toEqual([]);
  }
}
