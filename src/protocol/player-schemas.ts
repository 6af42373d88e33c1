/** Bodies of the calls that change one player. */
import Type, { type Static } from 'typebox';
import { NEEDS } from '../game/enums.ts';
import { MAX_EXTRA_TIME_FACTOR } from '../game/limits.ts';
import { NeedName } from './entity-schemas.ts';
import { seenSeq, TeamNumber, TypedName } from './typed-fields.ts';

const Needs = Type.Array(NeedName, { uniqueItems: true, maxItems: NEEDS.length });

export const ChangePlayerBody = Type.Object({
  player_name: Type.Optional(TypedName),
  team_number: Type.Optional(Type.Union([TeamNumber, Type.Null()])),
  extra_time_factor: Type.Optional(Type.Number({ minimum: 1, maximum: MAX_EXTRA_TIME_FACTOR })),
  expected_team: Type.Optional(
    Type.Union([TeamNumber, Type.Null()], {
      description:
        'the `team_number` at the tap: refused if the player is in neither this nor the new one by now',
    }),
  ),
  needs: Type.Optional(Needs),
  expected_needs: Type.Optional({
    ...Needs,
    description: 'the `needs` that were changed: what was ticked or not in both stays as it is by now',
  }),
  blocked: Type.Optional(Type.Boolean()),
  approved: Type.Optional(Type.Boolean()),
  expected_name: Type.Optional(
    Type.String({ description: 'the `player_name` at the tap: refused if it is another one by now' }),
  ),
});
export const RemovePlayerBody = Type.Object({
  seen_seq: seenSeq('refused if the player has been brought back since'),
});
export const MergePlayerBody = Type.Object({
  into: Type.Integer({ minimum: 1 }),
  expected_name: Type.Optional(
    Type.String({
      description: "the newcomer's `player_name` at the tap: refused if it is another one by now",
    }),
  ),
  expected_into_name: Type.Optional(Type.String({ description: 'the same of the old seat' })),
});

export type ChangePlayerBody = Static<typeof ChangePlayerBody>;
export type RemovePlayerBody = Static<typeof RemovePlayerBody>;
export type MergePlayerBody = Static<typeof MergePlayerBody>;
