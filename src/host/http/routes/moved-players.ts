/** Moving several players to other teams in one act: balancing teams, taking that back, doing it again. */
import type { ParticipantMove } from '../../../game/commands.ts';
import type { GameEvent } from '../../../game/events.ts';
import type { GameState } from '../../../game/state.ts';
import { presentPlayer } from '../../../protocol/present.ts';
import { MovePlayersBody, MovePlayersResponse } from '../../../protocol/rest-schemas.ts';
import { type Authorization, noSuchPlayer } from '../../auth/authorization.ts';
import { executeAndReply, requireParticipant } from '../execute-command.ts';
import { refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

export function movedPlayersRoutes(app: Api, services: Services, authorization: Authorization): void {
  app.post(
    '/games/:code/players/move',
    {
      schema: {
        ...describeRoute({
          tags: ['players'],
          summary: 'Move several players to other teams, in one act',
          response: MovePlayersResponse,
        }),
        params: CodeParams,
        body: MovePlayersBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const moves = validBody(request).items.map(
        ({ player_id: id, team_number: to, expected_team: from }): ParticipantMove => ({ id, from, to }),
      );
      return executeAndReply(services, caller, { request, reply }, moveOf(moves, caller.room.state));
    },
  );
}

/** Throws 400 for a player who is named twice, and 404 for one who never was in the game. */
function moveOf(moves: readonly ParticipantMove[], { participants }: GameState) {
  const ids = moves.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw refusal('malformed', 'A player is named twice. Name each of them once.');
  if (!ids.every((id) => participants.get(id)?.role === 'player')) throw noSuchPlayer();
  const present = (state: GameState, _moment: unknown, events: readonly GameEvent[]) => {
    const moved = new Set(events.flatMap((event) => (event.type === 'participant_changed' ? event.id : [])));
    const presentAll = (isDone: boolean) =>
      ids.filter((id) => moved.has(id) === isDone).map((id) => presentPlayer(requireParticipant(state, id)));
    return { done: presentAll(true), skipped: presentAll(false) };
  };
  return { command: { type: 'move_participants', moves }, count: moves.length, present } as const;
}
