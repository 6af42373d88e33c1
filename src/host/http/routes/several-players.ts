/** Adding players without a phone from a list of names, in one act. */
import { presentPlayer } from '../../../protocol/present.ts';
import { AddSeveralBody, AddSeveralResponse } from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { executeAndReply, joinedIn } from '../execute-command.ts';
import { fitText, PLAYER_NAME } from '../fit-text.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

export function severalPlayersRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { eventStore } = services;

  app.post(
    '/games/:code/players/several',
    {
      schema: {
        ...describeRoute({
          tags: ['players'],
          summary: 'Add several players without a phone, in one act',
          status: 201,
          response: AddSeveralResponse,
        }),
        params: CodeParams,
        body: AddSeveralBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { player_names, team_number: teamNumber = null } = validBody(request);
      // All of them are looked at before anybody is added.
      const names = player_names.map((name, index) =>
        fitText(name, { ...PLAYER_NAME, field: `player_names.${index}` }),
      );
      const players: { id: number; name: string }[] = [];
      for (const name of names) players.push({ id: await eventStore.nextId('participant'), name });
      return executeAndReply(
        services,
        caller,
        { request, reply },
        {
          command: { type: 'join_several', players, teamNumber },
          count: players.length,
          status: 201,
          present: (state, _moment, events) => ({ items: joinedIn(state, events).map(presentPlayer) }),
        },
      );
    },
  );
}
