import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame, type GamePlan } from '../../../game/arbitrary-games.fixtures.ts';
import { fold } from '../../../game/evolve.ts';
import { mapFields } from '../../../game/map-fields.ts';
import { readEvent } from '../../../game/read-event.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { runAtOnce } from '../../time/time-slices.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { countNewIds, renumber } from './renumber.ts';

const logOf = (plan: GamePlan) => playGame(plan, () => undefined).log;
const NAMES = /anna|\btom\b|ada|bea|camp night|extraTimeFactor|rope|"(needs|meets|ways|variant)"/i;

describe('whatever happens in a game', () => {
  it('every event reads back as written', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        for (const { event } of logOf(plan)) {
          const found: unknown = JSON.parse(JSON.stringify(event));
          expect(readEvent(found, EVENT_VERSION)).toEqual(event);
          expect(mapFields(event, ({ value }) => value)).toEqual(event);
        }
      }),
    );
  });

  it('the game can be folded with pseudonyms, and names nobody', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const hidden = logOf(plan).map(createPseudonyms());
        expect(JSON.stringify(hidden)).not.toMatch(NAMES);
        expect(fold(hidden).seq).toBe(hidden.length);
      }),
    );
  });

  it('the game can be folded with new ids, none of them an old one', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const log = logOf(plan);
        let last = 1_000_000;
        const next = () => (last += 1);
        const taken = runAtOnce(countNewIds(log));
        const participants = Array.from({ length: taken.participants }, next);
        const challenges = Array.from({ length: taken.challenges }, next);
        const made = fold(
          runAtOnce(renumber(log, { gameId: next(), code: 'NEWC23', participants, challenges })),
        );
        const before = fold(log);
        expect([...made.participants.keys(), ...made.challenges.keys()].every((id) => id > 1_000_000)).toBe(
          true,
        );
        expect(made.teams).toEqual(before.teams);
        expect(made.open.size).toBe(before.open.size);
      }),
    );
  });
});
