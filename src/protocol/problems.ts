/** Schemas for failed calls: RFC 9457 problems with a closed list of codes. */
import Type, { type Static } from 'typebox';
import { Challenge, stringEnum } from './entity-schemas.ts';
import { PROBLEM_CODES } from './problem-codes.ts';

export * from './problem-codes.ts';

/** Who holds the lock that blocked a request. */
export const LockHolder = Type.Object({
  challenge_id: Type.Integer(),
  player_id: Type.Integer(),
  player_name: Type.String(),
  connected: Type.Boolean(),
  /** Host ms when this player's phone was last heard; null: never. */
  last_seen: Type.Union([Type.Integer(), Type.Null()]),
});
export type LockHolder = Static<typeof LockHolder>;

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: stringEnum(PROBLEM_CODES),
    reason: Type.Optional(
      Type.String({
        description: 'why exactly, where the code leaves that open; more may come: then `detail` says it',
      }),
    ),
    params: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()]), {
        description: 'what belongs to the reason: seconds to wait, a line of a file, the code of a game',
      }),
    ),
    challenge: Type.Optional(Challenge),
    holder: Type.Optional(LockHolder),
  },
  { $id: 'Problem', title: 'Problem' },
);
export type Problem = Static<typeof Problem>;
