/** Rehearsals, for the owner's desk. Ending or wiping the game sends its people home. */
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import { CreateRehearsalBody, CreateRehearsalResponse } from '../../../protocol/rest-schemas.ts';
import type { Callers } from '../../auth/authorization.ts';
import type { Rehearsals } from '../../rooms/rehearsals.ts';
import { outcome, send } from '../execute-command.ts';
import { tells } from '../route-schemas.ts';
import type { Api } from '../services.ts';
import { bodyOf, keyOf } from '../validation.ts';

export function rehearsalRoutes(app: Api, rehearsals: Rehearsals, callers: Callers): void {
  app.post(
    '/rehearsals',
    {
      schema: {
        ...tells({
          tags: ['games'],
          summary: 'Make a game with simulated players',
          status: 201,
          answer: CreateRehearsalResponse,
        }),
        body: CreateRehearsalBody,
      },
    },
    async (request, reply) => {
      await callers.owner(request);
      const { players, banker = false } = bodyOf(request);
      const key = keyOf(request, HOST_ACTOR_ID);
      const gameCode = await rehearsals.start({ players, banker }, key && `${key.key} ${key.requestHash}`);
      return send(reply, outcome(201, { game_code: gameCode }));
    },
  );
}
