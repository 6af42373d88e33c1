/** Hand-written checks of the things that cross the wire: schemas would weigh more than the whole phone page. */
import type { PresenceItem } from '../protocol/live.ts';
import type { Challenge, Game, Player, Settings, Snapshot, Team } from '../protocol/shapes.ts';

type Check = (value: unknown) => boolean;
/** A check for each field; optional fields check `undefined` themselves. */
type Fields<T> = { readonly [Name in keyof Required<T>]: Check };

export const integer: Check = (value) => Number.isSafeInteger(value);
export const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
export const text: Check = (value) => typeof value === 'string';
export const yesNo: Check = (value) => typeof value === 'boolean';
export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
export const word =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
export const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether every field is as it should be; more fields than those are fine. */
export function hasFields<T>(fields: Fields<T>) {
  const checks = Object.entries<Check>(fields);
  return (value: unknown): value is T =>
    isObject(value) && checks.every(([name, check]) => check(value[name]));
}

export const isChallenge = hasFields<Challenge>({
  id: integer,
  game_session_id: integer,
  player_id: integer,
  player_name: text,
  building_type: text,
  building_name: text,
  team_number: integer,
  has_school: yesNo,
  challenge_type: orNull(text),
  challenge_description: orNull(text),
  target_number: orNull(integer),
  status: word('requested', 'assigned', 'completed', 'cancelled', 'expired'),
  requested_at: text,
  assigned_at: orNull(text),
  completed_at: orNull(text),
  timestamp: text,
  start_time: orNull(number),
  time_remaining_seconds: orNull(integer),
  version: integer,
  claimed_at: orNull(text),
  ended_at: orNull(text),
  ended_reason: orNull(text),
  duration_seconds: orNull(integer),
  deadline_play_ms: orNull(number),
});

const isSettings = hasFields<Settings>({
  duration_seconds: integer,
  completion: word('player', 'banker'),
  max_active_per_player: integer,
  join_teams: word('choose', 'assign'),
  locked: yesNo,
  approve_names: yesNo,
  timers: yesNo,
});

export const isGame = hasFields<Game>({
  game_code: text,
  game_id: integer,
  name: text,
  status: word('waiting', 'in_progress', 'paused', 'completed'),
  paused_reason: orNull(text),
  play_ms: number,
  as_of: number,
  team_count: integer,
  settings: isSettings,
  created_at: text,
  started_at: orNull(text),
  ended_at: orNull(text),
});

export const isPlayer = hasFields<Player>({
  player_id: integer,
  role: word('banker', 'player', 'board'),
  player_name: text,
  team_number: orNull(integer),
  approved: yesNo,
  removed: yesNo,
  without_phone: yesNo,
  extra_time_factor: optional(number),
  blocked: optional(yesNo),
  seat_pin: optional(orNull(text)),
  merged_into: optional(orNull(integer)),
});

export const isTeam = hasFields<Team>({
  team_number: integer,
  name: text,
  colour: text,
  shape: text,
  has_school: yesNo,
  tally: (value) => isObject(value) && Object.values(value).every(integer),
});

export const isSnapshot = hasFields<Snapshot>({
  game: isGame,
  me: isPlayer,
  teams: list(isTeam),
  challenges: list(isChallenge),
  players: list(isPlayer),
});

export const isPresence = list(
  hasFields<PresenceItem>({ player_id: integer, connected: yesNo, since: orNull(number) }),
);
