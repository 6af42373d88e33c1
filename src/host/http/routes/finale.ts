/** The finale: the board reveals the results step by step, and whoever steps is a banker. */
import { Game } from '../../../protocol/entity-schemas.ts';
import { presentGame } from '../../../protocol/present.ts';
import { ShowFinaleBody } from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { executeAndReply } from '../execute-command.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

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
      const { step, from } = validBody(request);
      const command = { type: 'show_finale', step, ...(from !== undefined && { from }) } as const;
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
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      validBody(request);
      const command = { type: 'close_finale' } as const;
      return executeAndReply(services, caller, { request, reply }, { command, present: presentGame });
    },
  );
}
