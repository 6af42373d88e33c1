/** Nights that nobody would plan: random commands by random people, told by small numbers that shrink well. */
import fc from 'fast-check';
import { BUILDINGS } from './catalogue.ts';
import type { Actor, Command } from './commands.ts';
import { decide } from './decide.ts';
import type { GameEvent } from './events.ts';
import type { Challenge, GameState, Settings } from './state.ts';
import { BANKER, player, PUSH_UPS, THE_HOST, Trial } from './test-game.harness.ts';

/** One thing that somebody tries, or time that passes. Picks name the who and what among those there are. */
interface Attempt {
  readonly kind: Command['type'] | 'time';
  readonly pick: number;
  readonly other: number;
  readonly byPlayer: boolean;
}

const often: readonly Attempt['kind'][] = [
  'request',
  'assign',
  'complete',
  'cancel',
  'undo',
  'time',
  'expire',
];
const sometimes: readonly Attempt['kind'][] = [
  'reject',
  'change_challenge',
  'join',
  'resume',
  'change_participant',
  'change_team',
  'change_game',
];
const seldom: readonly Attempt['kind'][] = [
  'pause',
  'end',
  'start',
  'adjust_clock',
  'remove_participant',
  'restore_participant',
  'merge_participants',
  'move_seat',
  'balance_teams',
];

const anAttempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...often) },
    { weight: 4, arbitrary: fc.constantFrom(...sometimes) },
    { weight: 1, arbitrary: fc.constantFrom(...seldom) },
  ),
  pick: fc.nat({ max: 40 }),
  other: fc.nat({ max: 11 }),
  byPlayer: fc.boolean(),
});

export interface Night {
  readonly settings: Partial<Settings>;
  readonly attempts: readonly Attempt[];
}

export const night: fc.Arbitrary<Night> = fc.record({
  settings: fc.record({
    durationSeconds: fc.constantFrom(10, 60, 600),
    completion: fc.constantFrom('player', 'banker'),
    maxActivePerPlayer: fc.integer({ min: 1, max: 3 }),
    joinTeams: fc.constantFrom('choose', 'assign'),
    timers: fc.oneof(
      { weight: 5, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
  }),
  attempts: fc.array(anAttempt, { minLength: 1, maxLength: 80, size: 'max' }),
});

/** The game in which a night begins: running, two teams, two players each. */
function beginning({ settings }: Night): Trial {
  const trial = new Trial(settings, 2);
  for (const id of [2, 3, 4, 5]) trial.joins(id, (id % 2) + 1);
  trial.does({ type: 'start' });
  return trial;
}

/** Time of an attempt of kind `time`, ms: from a blink to longer than any undo window. */
function passing({ pick }: Attempt): number {
  return pick ** 3;
}

/** Who tries what; null where only time passes. */
function attempted(trial: Trial, { kind, pick, other, byPlayer }: Attempt): [Command, Actor] | null {
  if (kind === 'time') return null;
  const playerId = pickFrom(trial.state.participants.keySeq().toArray(), other);
  const id = trial.state.challengeOrder.takeLast(5).get(pick % 5) ?? 0;
  const fresh = trial.state.seq + 1000;
  const challenge = trial.state.challenges.get(id);
  const actor = byPlayer ? player(challenge?.playerId ?? playerId) : BANKER;
  switch (kind) {
    case 'request':
      return [{ type: kind, id: fresh, playerId, building: pickFrom(BUILDINGS, pick % 5) }, actor];
    case 'assign':
      return [{ type: kind, id, exercise: PUSH_UPS, durationSeconds: other < 6 ? null : other * 5 }, BANKER];
    case 'change_challenge':
      return [
        { type: kind, id, exercise: { target: other }, extendSeconds: other % 3 === 0 ? 0 : other * 3 },
        BANKER,
      ];
    case 'complete':
    case 'cancel':
    case 'undo':
      return [{ type: kind, id }, actor];
    case 'reject':
      return [{ type: kind, id }, BANKER];
    case 'expire':
      return [{ type: kind, id }, THE_HOST];
    default:
      return [aboutTheGame(kind, playerId, { pick, other, fresh }), BANKER];
  }
}

type AboutTheGame = Exclude<
  Command['type'],
  'request' | 'assign' | 'change_challenge' | 'complete' | 'cancel' | 'undo' | 'reject' | 'expire'
>;

interface Picks {
  readonly pick: number;
  readonly other: number;
  /** An id that nothing has yet. */
  readonly fresh: number;
}

function aboutTheGame(kind: AboutTheGame, id: number, { pick, other, fresh }: Picks): Command {
  switch (kind) {
    case 'start':
    case 'resume':
    case 'end':
    case 'balance_teams':
      return { type: kind };
    case 'pause':
      return { type: kind, reason: 'banker' };
    case 'adjust_clock':
      return { type: kind, lostMs: pick };
    case 'change_game':
      return { type: kind, settings: changedSettings(pick, other) };
    case 'join':
      return {
        type: kind,
        id: fresh,
        role: pickFrom(['player', 'player', 'player', 'banker', 'board'], pick),
        name: pickFrom(['Anna', 'anna', 'Tom', 'Ada 2'], other),
        teamNumber: pickFrom([1, 2, null, 3], other),
        withoutPhone: pick % 4 === 0,
      };
    case 'change_participant':
      return pickFrom<Command>(
        [
          { type: kind, id, change: { teamNumber: pickFrom([1, 2, null], other) } },
          { type: kind, id, change: { extraTimeFactor: 1 + (other % 4) / 4 } },
          { type: kind, id, change: { name: 'Anna', blocked: other % 2 === 0, approved: true } },
        ],
        pick,
      );
    case 'change_team':
      return {
        type: kind,
        number: (pick % 2) + 1,
        change: { hasSchool: other % 3 > 0, name: `Team ${other}` },
      };
    case 'remove_participant':
    case 'restore_participant':
    case 'move_seat':
      return { type: kind, id };
    case 'merge_participants':
      return { type: kind, id, into: (pick % 6) + 1 };
    default:
      return kind satisfies never;
  }
}

function changedSettings(pick: number, other: number): Partial<Settings> {
  return pickFrom<Partial<Settings>>(
    [
      { completion: other % 2 === 0 ? 'banker' : 'player' },
      { maxActivePerPlayer: (other % 3) + 1 },
      { timers: other > 1 },
      { locked: other === 0, approveNames: other % 2 === 0 },
    ],
    pick,
  );
}

function pickFrom<Value>(values: readonly Value[], pick: number): Value {
  const value = values[pick % values.length];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}

/** A command that the rules took. */
export interface Turn {
  readonly before: GameState;
  readonly after: GameState;
  readonly events: readonly GameEvent[];
  readonly actor: Actor;
  readonly at: number;
  readonly playMs: number;
}

/** Plays a night and shows every turn that the rules took. */
export function play(plan: Night, watch: (turn: Turn) => void): Trial {
  const trial = beginning(plan);
  for (const attempt of plan.attempts) {
    const [command, actor] = attempted(trial, attempt) ?? [];
    if (command === undefined || actor === undefined) {
      trial.passes(passing(attempt));
      continue;
    }
    const before = trial.state;
    const decision = decide(before, command, actor, trial);
    if ('rejection' in decision) continue;
    for (const event of decision.events) trial.happens(event, actor.id);
    watch({ before, after: trial.state, events: decision.events, actor, at: trial.at, playMs: trial.playMs });
  }
  return trial;
}

/** The challenges that a turn touched, before (undefined: not there yet) and after. */
export function touched({ before, after }: Turn): readonly (readonly [Challenge | undefined, Challenge])[] {
  return after.challenges
    .valueSeq()
    .toArray()
    .flatMap((challenge) => {
      const earlier = before.challenges.get(challenge.id);
      return earlier === challenge ? [] : [[earlier, challenge] as const];
    });
}

/** The events of a turn that are about this challenge. */
export function eventsOf({ events }: Turn, { id }: Challenge): readonly GameEvent[] {
  return events.filter((event) => event.type.startsWith('challenge_') && 'id' in event && event.id === id);
}
