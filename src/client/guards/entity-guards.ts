/** Guards for the entities that both the live connection and REST calls carry. */
import { BUILDINGS, TEAM_SHAPES } from '../../game/catalogue.ts';
import {
  COMPLETIONS,
  EXERCISE_TIERS,
  EXERCISE_UNITS,
  ENDED_REASONS,
  FINALE_STEPS,
  JOIN_TEAMS,
  LANGUAGE_TAGS,
  NEEDS,
  PAUSED_REASONS,
  ROLES,
  VARIANTS,
} from '../../game/enums.ts';
import type {
  Challenge,
  Game,
  Message,
  Player,
  Settings,
  Snapshot,
  Team,
} from '../../protocol/entity-schemas.ts';
import { CHALLENGE_STATUSES, GAME_STATUSES } from '../../protocol/wire-enums.ts';
import {
  array,
  boolean,
  integer,
  nullable,
  number,
  object,
  oneOf,
  optional,
  record,
  string,
} from './wire-guards.ts';

export const isRole = oneOf(...ROLES);

export const isChallenge = object<Challenge>({
  id: integer,
  game_session_id: integer,
  player_id: integer,
  player_name: string,
  building_type: oneOf(...BUILDINGS),
  building_name: string,
  team_number: integer,
  has_school: boolean,
  challenge_type: nullable(string),
  challenge_description: nullable(string),
  target_number: nullable(integer),
  from_catalogue: optional(boolean),
  unit: optional(oneOf(...EXERCISE_UNITS)),
  variant: optional(oneOf(...VARIANTS)),
  how: optional(string),
  meets: optional(array(oneOf(...NEEDS))),
  status: oneOf(...CHALLENGE_STATUSES),
  requested_at: string,
  assigned_at: nullable(string),
  completed_at: nullable(string),
  completed_play_ms: nullable(integer),
  timestamp: string,
  start_time: nullable(integer),
  time_remaining_seconds: nullable(integer),
  version: integer,
  claimed_at: nullable(string),
  ended_at: nullable(string),
  ended_reason: nullable(oneOf(...ENDED_REASONS)),
  duration_seconds: nullable(integer),
  deadline_play_ms: nullable(integer),
});

const isSettings = object<Settings>({
  duration_seconds: integer,
  completion: oneOf(...COMPLETIONS),
  max_active_per_player: integer,
  join_teams: oneOf(...JOIN_TEAMS),
  locked: boolean,
  approve_names: boolean,
  timers: boolean,
  max_players: integer,
  show_standings: boolean,
  exercise_tier: oneOf(...EXERCISE_TIERS),
  own_name_in_play: boolean,
  own_team_in_play: boolean,
  language: oneOf(...LANGUAGE_TAGS),
  own_needs: boolean,
  board_times: boolean,
});

export const isGame = object<Game>({
  game_code: string,
  game_id: integer,
  name: string,
  status: oneOf(...GAME_STATUSES),
  paused_reason: nullable(oneOf(...PAUSED_REASONS)),
  play_ms: integer,
  as_of: integer,
  team_count: integer,
  settings: isSettings,
  created_at: string,
  started_at: nullable(string),
  ended_at: nullable(string),
  start_time: nullable(integer),
  end_time: nullable(integer),
  ends_by_itself: boolean,
  finale: nullable(oneOf(...FINALE_STEPS)),
  previous_game_code: nullable(string),
  next_game_code: nullable(string),
});

export const isMessage = object<Message>({ text: nullable(string), at: integer, until: integer });

export const isPlayer = object<Player>({
  player_id: integer,
  role: isRole,
  player_name: string,
  team_number: nullable(integer),
  approved: boolean,
  removed: boolean,
  without_phone: boolean,
  joined_at: optional(string),
  extra_time_factor: optional(number),
  needs: optional(array(oneOf(...NEEDS))),
  blocked: optional(boolean),
  seat_pin: optional(nullable(string)),
  removed_at: optional(nullable(integer)),
  merged_into: optional(nullable(integer)),
});

export const isTeam = object<Team>({
  team_number: integer,
  name: string,
  colour: string,
  shape: oneOf(...TEAM_SHAPES),
  has_school: boolean,
  folded_at: nullable(integer),
  tally: record(integer),
});

export const isSnapshot = object<Snapshot>({
  game: isGame,
  message: nullable(isMessage),
  me: isPlayer,
  teams: array(isTeam),
  challenges: array(isChallenge),
  players: array(isPlayer),
});
