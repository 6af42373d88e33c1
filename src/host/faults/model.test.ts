import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortOrAll } from '../../../scripts/long-form.fixtures.ts';
import { disagreements } from './disagreements.harness.ts';
import { GameUnderFaults, TEAMS } from './game-under-faults.harness.ts';
import { type Model, newModel, commands, quiesce } from './model-commands.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';
import type { StoredGame } from './stored-game.harness.ts';

const RUNS = 6;
/** The short form is the same every time; the long one looks further. */
const SEED = REPETITIONS > 1 ? {} : { seed: 20_261_124 };

/** What the log says of the things that the model knows. */
function summaryOf({ state }: StoredGame) {
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

describe('a game full of faults', () => {
  it.each(
    shortOrAll([
      ['two hosts', 2],
      ['one host', 1],
    ] as const),
  )(
    'G2 G3 G4 G7 G8 leaves every client, the log and the model in agreement, with %s',
    { timeout: 120_000 * REPETITIONS },
    async (_, hosts) => {
      const property = fc.asyncProperty(commands, async (plan) => {
        const game = await GameUnderFaults.begin({ hosts });
        try {
          for (const seat of [game.banker, ...game.players.slice(0, 1)]) await game.openClient(seat);
          const model = newModel();
          await fc.asyncModelRun(() => ({ model, real: game }), plan);
          await quiesce(model, game);
          await game.openClient(game.banker);
          const expected = expectedOf(model);
          await game.settle();
          const stored = await game.stopAndFold();
          expect(summaryOf(stored)).toEqual(expected);
          expect(disagreements(game.clients, stored)).toEqual([]);
        } finally {
          await game.close();
        }
      });
      await fc.assert(property, { numRuns: RUNS * REPETITIONS, endOnFailure: REPETITIONS === 1, ...SEED });
    },
  );

  it('ends a host that a page without WebSocket asks now and then, though nobody turns its clock', async () => {
    const game = await GameUnderFaults.begin();
    try {
      const path = `/games/${game.code}/live/${game.banker.id}?poll=true&connection=0123456789abcdef`;
      expect((await game.send(path, {}))?.status).toBe(200);
      const dead = game.host;
      await game.restart();
      expect(game.host).not.toBe(dead);
    } finally {
      await game.close();
    }
  });
});
