/** Removing everybody who joined from one address, or several who are named, and bringing back everybody who was removed in one step. */
import type { Moment } from '../../../game/commands.ts';
import type { GameEvent } from '../../../game/events.ts';
import { inJoiningOrder } from '../../../game/joining-order.ts';
import type { GameState } from '../../../game/state.ts';
import {
  RemovePlayersBody,
  RemovePlayersResponse,
  RestorePlayersBody,
  RestorePlayersResponse,
} from '../../../protocol/rest-schemas.ts';
import type { Authorization, Caller } from '../../auth/authorization.ts';
import { executeAndReply } from '../execute-command.ts';
import { refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

const tags = ['players'];

export function removedPlayersRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { joinFloods } = services;

  const whom = async (
    { source, since, player_ids: named }: RemovePlayersBody,
    { room }: Caller,
  ): Promise<readonly number[]> => {
    if (named !== undefined && source === undefined && since === undefined) return named;
    if (named !== undefined || source === undefined || since === undefined)
      throw refusal('malformed', 'Send either "player_ids", or "source" and "since".');
    // Nobody, if the source is unknown: the rules then refuse it, unless this call has been answered before.
    return joinFloods.joinedFrom(room.state.gameId, source, since);
  };

  app.post(
    '/games/:code/players/remove',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Remove everybody who joined from one address, or several; can be taken back',
          response: RemovePlayersResponse,
        }),
        params: CodeParams,
        body: RemovePlayersBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const ids = await whom(validBody(request), caller);
      const present = (_state: GameState, { at }: Moment, events: readonly GameEvent[]) => ({
        removed: events.filter(({ type }) => type === 'participant_removed').length,
        removed_at: at,
      });
      const command = { type: 'remove_participants', ids } as const;
      return executeAndReply(services, caller, { request, reply }, { command, present });
    },
  );

  app.post(
    '/games/:code/players/restore',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Bring back everybody who was removed in one step',
          response: RestorePlayersResponse,
        }),
        params: CodeParams,
        body: RestorePlayersBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { removed_at: removedAt } = validBody(request);
      const everybody = inJoiningOrder(caller.room.state);
      const ids = everybody.filter((seat) => seat.removedAt === removedAt).map(({ id }) => id);
      const present = (_state: GameState, _moment: Moment, events: readonly GameEvent[]) => ({
        restored: events.filter(({ type }) => type === 'participant_restored').length,
      });
      const command = { type: 'restore_participants', ids, removedAt } as const;
      return executeAndReply(services, caller, { request, reply }, { command, present });
    },
  );
}
