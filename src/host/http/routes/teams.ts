/** Teams: looked up, renamed, dressed, balanced. */
import Type from 'typebox';
import type { Command } from '../../../game/commands.ts';
import type { TeamChange as RulesTeamChange } from '../../../game/events.ts';
import type { GameState } from '../../../game/state.ts';
import { Team } from '../../../protocol/entity-schemas.ts';
import { presentTeam } from '../../../protocol/present.ts';
import { ChangeTeamBody, TeamsResponse } from '../../../protocol/rest-schemas.ts';
import { type Callers, notFound, notYours } from '../../auth/authorization.ts';
import { carryOut } from '../execute-command.ts';
import { fitText, TEAM_NAME } from '../fit-text.ts';
import { CodeParams, tells } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { bodyOf, idOf } from '../validation.ts';

const tags = ['teams'];
const TeamParams = Type.Object({
  ...CodeParams.properties,
  number: Type.String({ description: 'team number' }),
});

export function teamRoutes(app: Api, services: Services, callers: Callers): void {
  app.get(
    '/games/:code/teams',
    { schema: { ...tells({ tags, summary: 'All teams', answer: TeamsResponse }), params: CodeParams } },
    async (request) => {
      const { room, actor } = await callers.participant(request, request.params.code);
      if (actor.role === 'player') throw notYours('Players see the teams through the live connection.');
      return all(room.state);
    },
  );

  app.patch(
    '/games/:code/teams/:number',
    {
      schema: {
        ...tells({ tags, summary: 'Change a team', answer: Team }),
        params: TeamParams,
        body: ChangeTeamBody,
      },
    },
    async (request, reply) => {
      const caller = await callers.banker(request, request.params.code);
      const number = idOf(request.params.number) ?? 0;
      if (!caller.room.state.teams.has(number)) throw notFound('There is no such team in this game.');
      const { name, colour, shape, has_school } = bodyOf(request);
      const change: RulesTeamChange = {
        ...(name !== undefined && { name: fitText(name, TEAM_NAME) }),
        ...(colour !== undefined && { colour }),
        ...(shape !== undefined && { shape }),
        ...(has_school !== undefined && { hasSchool: has_school }),
      };
      const command: Command = { type: 'change_team', number, change };
      return carryOut(
        services,
        caller,
        { request, reply },
        { command, present: (state) => one(state, number) },
      );
    },
  );

  app.post(
    '/games/:code/teams/balance',
    {
      schema: {
        ...tells({ tags, summary: 'Even out the teams', answer: TeamsResponse }),
        params: CodeParams,
      },
    },
    async (request, reply) => {
      const caller = await callers.banker(request, request.params.code);
      bodyOf(request);
      return carryOut(
        services,
        caller,
        { request, reply },
        { command: { type: 'balance_teams' }, present: all },
      );
    },
  );
}

function all(state: GameState) {
  return { items: [...state.teams.values()].map(presentTeam) };
}

function one(state: GameState, number: number) {
  const team = state.teams.get(number);
  if (team === undefined) throw new Error(`team ${number} is gone after its own change`);
  return presentTeam(team);
}
