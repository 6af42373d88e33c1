import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreements } from './disagreements.harness.ts';
import { HostedGame, TEAMS } from './game-under-faults.harness.ts';
import { type Model, newModel, steps, windUp } from './model-commands.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';
import type { StoredGame } from './stored-game.harness.ts';

const RUNS = 6;
/** The short form is the same every time; the long one looks further. */
const SEED = REPETITIONS > 1 ? {} : { seed: 20_261_124 };

/** What the log says of the things that the model knows. */
function modelled({ state }: StoredGame) {
  const open = [...state.open].flatMap((id) => state.challenges.get(id) ?? []);
  return {
    status: state.status,
    teams: TEAMS.map((number) => {
      const challenge = open.find(({ teamNumber }) => teamNumber === number);
      return {
        name: state.teams.get(number)?.name,
        challenge: challenge === undefined ? null : `${challenge.id} ${challenge.status}`,
        done: state.teams.get(number)?.tally.get('farm') ?? 0,
      };
    }),
  };
}

function expectedOf({ status, names, running, done }: Model) {
  return {
    status,
    teams: TEAMS.map((number) => {
      const challenge = running.get(number);
      return {
        name: names.get(number) ?? `Team ${number}`,
        challenge: challenge === undefined ? null : `${challenge.id} ${challenge.status}`,
        done: done.get(number) ?? 0,
      };
    }),
  };
}

describe('a night of mishaps', () => {
  it(
    'G2 G3 G4 G7 G8 leaves every screen, the log and the model in agreement',
    { timeout: 120_000 * REPETITIONS },
    async () => {
      const holds = fc.asyncProperty(steps, async (plan) => {
        const night = await HostedGame.begin();
        try {
          for (const seat of [night.banker, ...night.players.slice(0, 1)]) await night.watches(seat);
          const model = newModel();
          await fc.asyncModelRun(() => ({ model, real: night }), plan);
          await windUp(model, night);
          await night.watches(night.banker);
          const expected = expectedOf(model);
          await night.settles();
          const fold = await night.fold();
          expect(modelled(fold)).toEqual(expected);
          expect(disagreements(night.screens, fold)).toEqual([]);
        } finally {
          await night.close();
        }
      });
      await fc.assert(holds, { numRuns: RUNS * REPETITIONS, endOnFailure: REPETITIONS === 1, ...SEED });
    },
  );
});
