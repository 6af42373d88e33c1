/** Bodies and answers of the calls about teams. */
import Type, { type Static } from 'typebox';
import { COLOUR_PATTERN } from '../game/limits.ts';
import { TeamShapeName } from './entity-schemas.ts';
import { seenSeq, TeamNumber, TIME_RANGE, TypedName } from './typed-fields.ts';

export const ChangeTeamBody = Type.Object({
  name: Type.Optional(TypedName),
  expected_name: Type.Optional(
    Type.String({ description: 'the name that is meant; refused if it is another one by now' }),
  ),
  colour: Type.Optional(Type.String({ pattern: COLOUR_PATTERN })),
  shape: Type.Optional(TeamShapeName),
  has_school: Type.Optional(Type.Boolean()),
  expected_has_school: Type.Optional(
    Type.Boolean({ description: 'the school that is meant; refused if it has been switched since' }),
  ),
  expected_schools: Type.Optional(
    Type.Integer({ minimum: 0, description: 'schools built; refused if there are more or fewer by now' }),
  ),
});

export const AddTeamBody = Type.Object({
  name: Type.Optional(TypedName),
  colour: Type.Optional(Type.String({ pattern: COLOUR_PATTERN })),
  shape: Type.Optional(TeamShapeName),
});
export const FoldTeamBody = Type.Object({
  players_to: Type.Union([TeamNumber, Type.Literal('evenly'), Type.Null()], {
    description: 'that team; "evenly": the other teams, so that the smallest get most; null: no team yet',
  }),
  seen_seq: seenSeq('refused if the team has been taken up again since'),
});
export const UnfoldTeamBody = Type.Object({
  with_players: Type.Optional(
    Type.Boolean({ default: true, description: 'whoever is still where the fold put them comes back' }),
  ),
  folded_at: Type.Optional(
    Type.Integer({
      ...TIME_RANGE,
      description: 'the fold that is meant; refused if there is another one by now',
    }),
  ),
});

/** Somebody in the game, as those see them who choose a team. */
export const TeamMember = Type.Object({
  player_id: Type.Integer(),
  player_name: Type.Union([Type.String(), Type.Null()], {
    description: 'null while it waits for approval, except for whoever has it',
  }),
  team_number: Type.Union([Type.Integer(), Type.Null()]),
});
export const TeamMembersResponse = Type.Object({
  seq: Type.Integer({ description: 'of the last event that is in it' }),
  items: Type.Array(TeamMember),
});

export type ChangeTeamBody = Static<typeof ChangeTeamBody>;
export type AddTeamBody = Static<typeof AddTeamBody>;
export type FoldTeamBody = Static<typeof FoldTeamBody>;
export type UnfoldTeamBody = Static<typeof UnfoldTeamBody>;
export type TeamMember = Static<typeof TeamMember>;
export type TeamMembersResponse = Static<typeof TeamMembersResponse>;
