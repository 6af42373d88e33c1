/** Rehearsals, for the owner's desk. Ending or wiping the game stops its simulated participants. */
import { hash } from 'node:crypto';
import { Check } from 'typebox/value';
import { Problem } from '../../../protocol/problems.ts';
import { CreateRehearsalBody, CreateRehearsalResponse } from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { callerIdOf } from '../../auth/owners.ts';
import type { Rehearsals } from '../../rooms/rehearsals.ts';
import type { Rooms } from '../../rooms/rooms.ts';
import { jsonOutcome, sendOutcome } from '../execute-command.ts';
import type { OncePerKey } from '../once-per-key.ts';
import { madeGameGone, sendProblem } from '../problems.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api } from '../services.ts';
import { validBody, readIdempotencyKey } from '../validation.ts';

export function rehearsalRoutes(
  app: Api,
  { rehearsals, rooms }: { readonly rehearsals: Rehearsals; readonly rooms: Pick<Rooms, 'byCode'> },
  authorization: Authorization,
  oncePerKey: OncePerKey,
): void {
  app.post(
    '/rehearsals',
    {
      schema: {
        ...describeRoute({
          tags: ['games'],
          summary: 'Make a game with simulated players',
          status: 201,
          response: CreateRehearsalResponse,
        }),
        body: CreateRehearsalBody,
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const { players, banker = false } = validBody(request);
      const key = readIdempotencyKey(request, callerIdOf(owner));
      // Should the host stop between the game and this answer, the retry finds the game.
      const gameKey =
        key === null ? undefined : `rehearsal-${hash('sha256', `${key.key} ${key.requestHash}`)}`;
      try {
        const started = await oncePerKey(key, async (keep) => {
          const answerWith = (gameCode: string) => jsonOutcome(201, { game_code: gameCode });
          const gameCode = await rehearsals.start({
            players,
            banker,
            key: gameKey,
            ownerToken: owner.token,
            // Of several hosts that were asked under one key, one has people play.
            mayPlay: async (code) => (await keep(answerWith(code))).isRepeat !== true,
          });
          return answerWith(gameCode);
        });
        // An answer that leads nowhere is of no use, and another rehearsal is not what a repeated call is for.
        const made: unknown = JSON.parse(started.body);
        if (Check(CreateRehearsalResponse, made) && (await rooms.byCode(made.game_code)) === null)
          throw madeGameGone();
        return sendOutcome(reply, started);
      } catch (error) {
        const problem = problemIn(error);
        if (problem === null) throw error;
        sendProblem(reply, problem);
        return reply;
      }
    },
  );
}

/** What the host itself answered to a simulated person: whoever asked for the rehearsal hears the same. */
function problemIn(error: unknown): Problem | null {
  return error instanceof Error && 'problem' in error && Check(Problem, error.problem) ? error.problem : null;
}
