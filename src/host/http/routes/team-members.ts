/** Who is in which team, for those who choose one: so friends find each other. */
import { inJoiningOrder } from '../../../game/joining-order.ts';
import { mayChooseTeam } from '../../../game/own-seat.ts';
import type { GameState, Participant } from '../../../game/state.ts';
import { type TeamMember, TeamMembersResponse } from '../../../protocol/rest-schemas.ts';
import type { Authorization, Caller } from '../../auth/authorization.ts';
import { refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';

export function teamMemberRoutes(app: Api, { costlyAnswers }: Services, authorization: Authorization): void {
  app.get(
    '/games/:code/teams/members',
    {
      schema: {
        ...describeRoute({ tags: ['teams'], summary: 'Who is in which team', response: TeamMembersResponse }),
        params: CodeParams,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireReader(request, request.params.code);
      if (!maySee(caller))
        throw refusal(
          'teams_not_open',
          'Players see who is in the other teams only while they may choose theirs.',
        );
      const { state } = caller.room;
      costlyAnswers.begin(request, reply, caller);
      return { seq: state.seq, items: membersAsSeenBy(state, caller) };
    },
  );
}

function maySee({ room, actor, participant }: Caller): boolean {
  if (actor.role !== 'player') return true;
  if (participant === null) return false;
  const { status, settings } = room.state;
  const { joinTeams, ownTeamInPlay: inPlay } = settings;
  return mayChooseTeam({ status, joinTeams, inPlay, teamNumber: participant.teamNumber });
}

function membersAsSeenBy(state: GameState, { actor }: Caller): readonly TeamMember[] {
  const isShown = ({ id, approved }: Participant) => approved || id === actor.id || actor.role === 'banker';
  return inJoiningOrder(state)
    .filter(({ role, removed }) => role === 'player' && !removed)
    .map((player) => ({
      player_id: player.id,
      player_name: isShown(player) ? player.name : null,
      team_number: player.teamNumber,
    }));
}
