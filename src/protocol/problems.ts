/** Every way a call can fail: RFC 9457 problems with a closed list of codes. */
import Type, { type Static } from 'typebox';
import { Challenge, oneOf } from './shapes.ts';

/** Code -> HTTP status. The closed list of the contract. */
export const PROBLEM_STATUS = {
  bad_request: 400,
  which_seat: 400,
  no_right: 401,
  not_yours: 403,
  bad_origin: 403,
  not_found: 404,
  game_not_started: 409,
  game_over: 409,
  game_status: 409,
  no_team: 409,
  team_locked: 409,
  player_limit: 409,
  challenge_status: 409,
  undo_too_late: 409,
  undo_not_last: 409,
  room_locked: 409,
  removed: 409,
  too_large: 413,
  key_reused: 422,
  too_many: 429,
  storage: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

const isProblemCode = (text: string): text is ProblemCode => text in PROBLEM_STATUS;
const PROBLEM_CODES = Object.keys(PROBLEM_STATUS).filter(isProblemCode);

/** Who holds the lock that a request ran into. */
export const Holder = Type.Object({
  challenge_id: Type.Integer(),
  player_id: Type.Integer(),
  player_name: Type.String(),
  connected: Type.Boolean(),
  /** Host ms when a phone of this player was last heard; null: never. */
  last_seen: Type.Union([Type.Integer(), Type.Null()]),
});
export type Holder = Static<typeof Holder>;

export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: oneOf(PROBLEM_CODES),
  challenge: Type.Optional(Challenge),
  holder: Type.Optional(Holder),
});
export type Problem = Static<typeof Problem>;
