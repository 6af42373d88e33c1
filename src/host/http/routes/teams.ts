/** Teams: listing, adding, changing, folding and balancing them. */
import Type from 'typebox';
import type { Command } from '../../../game/commands.ts';
import type { TeamChange as RulesTeamChange } from '../../../game/events.ts';
import type { GameState } from '../../../game/state.ts';
import { Team } from '../../../protocol/entity-schemas.ts';
import { presentTeam } from '../../../protocol/present.ts';
import {
  AddTeamBody,
  ChangeTeamBody,
  FoldTeamBody,
  TeamsResponse,
  UnfoldTeamBody,
} from '../../../protocol/rest-schemas.ts';
import type { Authorization, Caller } from '../../auth/authorization.ts';
import { executeAndReply } from '../execute-command.ts';
import { fitText, TEAM_NAME } from '../fit-text.ts';
import { refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, parseId } from '../validation.ts';

const tags = ['teams'];
const TeamParams = Type.Object({
  ...CodeParams.properties,
  number: Type.String({ description: 'team number' }),
});

export function teamRoutes(app: Api, services: Services, authorization: Authorization): void {
  app.get(
    '/games/:code/teams',
    {
      schema: {
        ...describeRoute({ tags, summary: 'All teams', response: TeamsResponse }),
        params: CodeParams,
      },
    },
    async (request) => {
      const { room, actor } = await authorization.requireParticipant(request, request.params.code);
      if (actor.role === 'player')
        throw refusal('bankers_and_boards_only', 'Players see the teams through the live connection.');
      return presentTeams(room.state);
    },
  );

  app.post(
    '/games/:code/teams',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Add a team', status: 201, response: Team }),
        params: CodeParams,
        body: AddTeamBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { name, colour, shape } = validBody(request);
      const command: Command = {
        type: 'add_team',
        ...(name !== undefined && { name: fitText(name, TEAM_NAME) }),
        ...(colour !== undefined && { colour }),
        ...(shape !== undefined && { shape }),
      };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, status: 201, present: (state) => presentOne(state, state.teamCount) },
      );
    },
  );

  app.patch(
    '/games/:code/teams/:number',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Change a team', response: Team }),
        params: TeamParams,
        body: ChangeTeamBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const number = teamIn(caller, request.params.number);
      const { name, colour, shape, has_school, ...expected } = validBody(request);
      const change: RulesTeamChange = {
        ...(name !== undefined && { name: fitText(name, TEAM_NAME) }),
        ...(colour !== undefined && { colour }),
        ...(shape !== undefined && { shape }),
        ...(has_school !== undefined && { hasSchool: has_school }),
      };
      const expectedSchool = { hasSchool: expected.expected_has_school, built: expected.expected_schools };
      const expectedName = expected.expected_name;
      const command: Command = { type: 'change_team', number, change, expectedName, expectedSchool };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: (state) => presentOne(state, number) },
      );
    },
  );

  app.post(
    '/games/:code/teams/:number/fold',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Fold a team; can be taken back', response: Team }),
        params: TeamParams,
        body: FoldTeamBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const number = teamIn(caller, request.params.number);
      const { players_to: playersTo, seen_seq: seenSeq } = validBody(request);
      const command: Command = { type: 'fold_team', number, playersTo, seenSeq };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: (state) => presentOne(state, number) },
      );
    },
  );

  app.post(
    '/games/:code/teams/:number/unfold',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Take a folded team up again', response: Team }),
        params: TeamParams,
        body: UnfoldTeamBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const number = teamIn(caller, request.params.number);
      const { with_players: withPlayers = true, folded_at: foldedAt } = validBody(request);
      const command: Command = { type: 'unfold_team', number, withPlayers, foldedAt };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: (state) => presentOne(state, number) },
      );
    },
  );

  app.post(
    '/games/:code/teams/balance',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Even out the teams', response: TeamsResponse }),
        params: CodeParams,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      validBody(request);
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command: { type: 'balance_teams' }, present: presentTeams },
      );
    },
  );
}

/** The number of the team in a path. Throws 404. */
function teamIn({ room }: Caller, typedNumber: string): number {
  const number = parseId(typedNumber) ?? 0;
  if (!room.state.teams.has(number))
    throw refusal(
      'no_such_team',
      'There is no such team in this game. Choose one that is there, or add it first.',
    );
  return number;
}

function presentTeams(state: GameState) {
  return { items: [...state.teams.values()].map(presentTeam) };
}

function presentOne(state: GameState, number: number) {
  const team = state.teams.get(number);
  if (team === undefined) throw new Error(`team ${number} is missing after its own change`);
  return presentTeam(team);
}
