/** The finale: the board reveals the results step by step, and whoever steps is a banker. */
import { Game } from '../../../protocol/entity-schemas.ts';
import { presentGame } from '../../../protocol/present.ts';
import { CloseFinaleQuery, ShowFinaleBody } from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { executeAndReply } from '../execute-command.ts';
import { expectedGame } from '../expected-game.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, validQuery } from '../validation.ts';

const tags = ['games'];

export function finaleRoutes(app: Api, services: Services, authorization: Authorization): void {
  app.post(
    '/games/:code/finale',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Show a step of the finale, the next or an earlier one',
          response: Game,
        }),
        params: CodeParams,
        body: ShowFinaleBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const body = validBody(request);
      const { step, from } = body;
      const command = { type: 'show_finale', step, from, expected: expectedGame(body) } as const;
      return executeAndReply(services, caller, { request, reply }, { command, present: presentGame });
    },
  );

  app.delete(
    '/games/:code/finale',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Close the finale: every screen shows all results',
          response: Game,
        }),
        params: CodeParams,
        querystring: CloseFinaleQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const query = validQuery(request);
      const command = { type: 'close_finale', from: query.from, expected: expectedGame(query) } as const;
      return executeAndReply(services, caller, { request, reply }, { command, present: presentGame });
    },
  );
}
