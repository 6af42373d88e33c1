import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame } from '../../game/arbitrary-games.fixtures.ts';
import type { LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import type { GameState } from '../../game/state.ts';
import { MAX_EVENT_BYTES } from '../../protocol/frames.ts';
import { presentEvent } from '../../protocol/present-event.ts';

/** Seqs as large as they get in a long evening. */
const LARGE = 90_000;

/** The frames for a log, each in its largest form. */
function sizes(log: readonly LoggedEvent[]): readonly number[] {
  let state: GameState | null = null;
  return log.map((logged) => {
    state = evolve(state, logged);
    const late = { ...logged, seq: logged.seq + LARGE, playMs: logged.playMs + 100 * LARGE };
    const { publicFrame, privateFrame } = presentEvent(state, late, () => '1234');
    return Buffer.byteLength(JSON.stringify(privateFrame ?? publicFrame));
  });
}

describe('an event on the wire', () => {
  it('never takes more than 1600 bytes', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const { log } = playGame(plan, () => undefined);
        expect(Math.max(...sizes(log))).toBeLessThanOrEqual(MAX_EVENT_BYTES);
      }),
      { numRuns: 100 },
    );
  });
});
