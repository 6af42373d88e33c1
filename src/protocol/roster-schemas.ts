/** Bodies and responses about several players: adding, removing and bringing them back, and their printed cards. */
import Type, { type Static } from 'typebox';
import { MAX_AT_ONCE } from '../game/limits.ts';
import { Player } from './entity-schemas.ts';
import { TeamNumber, TIME_RANGE } from './typed-fields.ts';

const PlayerId = Type.Integer({ minimum: 1 });

/** Players without a phone: all of them or, if one of the names is refused, none. */
export const AddSeveralBody = Type.Object({
  player_names: Type.Array(Type.String(), {
    minItems: 1,
    maxItems: MAX_AT_ONCE,
  }),
  team_number: Type.Optional(Type.Union([TeamNumber, Type.Null()])),
});
/** In the order of the names. */
export const AddSeveralResponse = Type.Object({ items: Type.Array(Player) });

/** Removes everybody who joined from one address, as the warning `many_joins` names it, or those who are named. */
export const RemovePlayersBody = Type.Object({
  source: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  since: Type.Optional(Type.Integer({ minimum: 0 })),
  player_ids: Type.Optional(Type.Array(PlayerId, { minItems: 1, maxItems: MAX_AT_ONCE })),
});
/** `removed_at` brings all of them back. */
export const RemovePlayersResponse = Type.Object({ removed: Type.Integer(), removed_at: Type.Integer() });
export const RestorePlayersBody = Type.Object({ removed_at: Type.Integer(TIME_RANGE) });
/** One of them. */
export const RestorePlayerBody = Type.Object({
  removed_at: Type.Optional(
    Type.Integer({
      ...TIME_RANGE,
      description: 'the removal that is meant; refused if there is another one by now',
    }),
  ),
});
export const RestorePlayersResponse = Type.Object({ restored: Type.Integer() });

const TeamOrNone = Type.Union([TeamNumber, Type.Null()]);
/** Moves each to a team if they are still where they are expected. */
export const MovePlayersBody = Type.Object({
  items: Type.Array(
    Type.Object({ player_id: PlayerId, team_number: TeamOrNone, expected_team: TeamOrNone }),
    { minItems: 1, maxItems: MAX_AT_ONCE },
  ),
});
/** Both as they are now. */
export const MovePlayersResponse = Type.Object({
  done: Type.Array(Player),
  skipped: Type.Array(Player),
});

export const SeatCard = Type.Object({
  player_id: Type.Integer(),
  ticket: Type.String({ description: 'good until the seat moves to a phone' }),
});
/** One for each player in the game. */
export const SeatCardsResponse = Type.Object({ items: Type.Array(SeatCard) });

export type AddSeveralBody = Static<typeof AddSeveralBody>;
export type AddSeveralResponse = Static<typeof AddSeveralResponse>;
export type RemovePlayersBody = Static<typeof RemovePlayersBody>;
export type RemovePlayersResponse = Static<typeof RemovePlayersResponse>;
export type RestorePlayersBody = Static<typeof RestorePlayersBody>;
export type RestorePlayersResponse = Static<typeof RestorePlayersResponse>;
export type RestorePlayerBody = Static<typeof RestorePlayerBody>;
export type MovePlayersBody = Static<typeof MovePlayersBody>;
export type MovePlayersResponse = Static<typeof MovePlayersResponse>;
export type SeatCard = Static<typeof SeatCard>;
export type SeatCardsResponse = Static<typeof SeatCardsResponse>;
