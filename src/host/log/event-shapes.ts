/** Tells whether what a row holds is an event of this version: what the log gives back is not trusted unseen. */
import { BUILDINGS, TEAM_SHAPES } from '../../game/catalogue.ts';
import type { GameEvent } from '../../game/events.ts';
import type { Exercise, Settings } from '../../game/state.ts';

type Check = (value: unknown) => boolean;
type Shape<T> = { readonly [Field in keyof T]-?: Check };
type Shapes = {
  readonly [Type in GameEvent['type']]: Shape<Omit<Extract<GameEvent, { readonly type: Type }>, 'type'>>;
};

const number: Check = (value) => typeof value === 'number';
const text: Check = (value) => typeof value === 'string';
const truth: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const absentOr =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf = (values: readonly unknown[]): Check => {
  const known = new Set(values);
  return (value) => known.has(value);
};

/** Whether `value` is an object whose fields all pass; unknown fields are let through. */
const shaped = (shape: Readonly<Record<string, Check>>): Check => {
  const fields = Object.entries(shape);
  return (value) => isObject(value) && fields.every(([name, check]) => check(value[name]));
};
const partly = (shape: Readonly<Record<string, Check>>): Check =>
  shaped(Object.fromEntries(Object.entries(shape).map(([name, check]) => [name, absentOr(check)])));

const building = oneOf(BUILDINGS);
const teamShape = oneOf(TEAM_SHAPES);

const SETTINGS: Shape<Settings> = {
  durationSeconds: number,
  completion: oneOf(['player', 'banker']),
  maxActivePerPlayer: number,
  joinTeams: oneOf(['choose', 'assign']),
  locked: truth,
  approveNames: truth,
  timers: truth,
};
const EXERCISE: Shape<Exercise> = { type: text, description: text, target: number };
const exercise = shaped({ ...EXERCISE });
const id = { id: number };

const SHAPES: Shapes = {
  game_created: {
    gameId: number,
    code: text,
    name: text,
    teamCount: number,
    settings: shaped({ ...SETTINGS }),
  },
  game_changed: { name: absentOr(text), settings: absentOr(partly({ ...SETTINGS })) },
  game_started: {},
  game_paused: { reason: oneOf(['banker', 'host_away']) },
  game_resumed: {},
  game_ended: {},
  game_reopened: {},
  clock_adjusted: { lostMs: number },
  participant_joined: {
    ...id,
    role: oneOf(['banker', 'player', 'board']),
    name: text,
    teamNumber: orNull(number),
    approved: truth,
    withoutPhone: truth,
  },
  participant_changed: {
    ...id,
    change: partly({
      name: text,
      teamNumber: orNull(number),
      extraTimeFactor: number,
      blocked: truth,
      approved: truth,
    }),
  },
  participant_removed: id,
  participant_restored: id,
  participant_merged: { ...id, into: number },
  seat_moved: id,
  team_changed: {
    number,
    change: partly({ name: text, colour: text, shape: teamShape, hasSchool: truth }),
  },
  challenge_requested: { ...id, playerId: number, teamNumber: number, building, hasSchool: truth },
  challenge_assigned: { ...id, exercise, durationSeconds: orNull(number) },
  challenge_changed: { ...id, exercise, extendSeconds: number },
  challenge_claimed: id,
  challenge_rejected: id,
  challenge_completed: { ...id, builtSchool: truth },
  challenge_cancelled: {
    ...id,
    reason: oneOf(['player', 'banker', 'time', 'undone', 'game_ended', 'removed', 'merged']),
  },
  challenge_expired: id,
  challenge_undone: id,
};

const checks = new Map<unknown, Check>(
  Object.entries(SHAPES).map(([type, shape]) => [type, shaped({ ...shape })]),
);

export function isGameEvent(value: unknown): value is GameEvent {
  return isObject(value) && (checks.get(value['type'])?.(value) ?? false);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
