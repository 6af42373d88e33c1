/** Rehearsals, for the owner's desk. Ending or wiping the game stops its simulated participants. */
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import { CreateRehearsalBody, CreateRehearsalResponse } from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import type { Rehearsals } from '../../rooms/rehearsals.ts';
import { jsonOutcome, sendOutcome } from '../execute-command.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api } from '../services.ts';
import { validBody, readIdempotencyKey } from '../validation.ts';

export function rehearsalRoutes(app: Api, rehearsals: Rehearsals, authorization: Authorization): void {
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
      await authorization.requireOwner(request);
      const { players, banker = false } = validBody(request);
      const key = readIdempotencyKey(request, HOST_ACTOR_ID);
      const gameCode = await rehearsals.start({ players, banker }, key && `${key.key} ${key.requestHash}`);
      return sendOutcome(reply, jsonOutcome(201, { game_code: gameCode }));
    },
  );
}
