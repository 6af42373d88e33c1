/** The problem codes. Separate from the schemas, so that phones need not load those. */

/** Code -> HTTP status. */
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
  end_time: 409,
  no_team: 409,
  challenge_open: 409,
  team_changed: 409,
  team_folded: 409,
  team_not_folded: 409,
  fold_destination: 409,
  team_limit: 409,
  last_team: 409,
  team_locked: 409,
  player_limit: 409,
  challenge_status: 409,
  no_clock: 409,
  undo_too_late: 409,
  undo_not_last: 409,
  redo_not_last: 409,
  room_locked: 409,
  game_full: 409,
  removed: 409,
  too_large: 413,
  key_reused: 422,
  too_many: 429,
  too_fast: 429,
  headers_too_large: 431,
  storage: 503,
  busy: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(PROBLEM_STATUS, text);

export const PROBLEM_CODES = Object.keys(PROBLEM_STATUS).filter(isProblemCode);
