/** Arbitrary games for property tests: random commands by random people, built from small numbers that shrink well. */
import fc from 'fast-check';
import { managementCommand, ownCorrection, pickFrom } from './arbitrary-management.fixtures.ts';
import { BUILDINGS } from './catalogue.ts';
import type { Actor, Command, ExpectedExercise, StepOfSeveral } from './commands.ts';
import { decide } from './decide.ts';
import type { GameEvent } from './events.ts';
import { EXERCISE_PRESETS } from './exercises.ts';
import type { ChallengeState, GameState, GameSettings } from './state.ts';
import { BANKER_ACTOR, playerActor, OWN_HOPS, PUSH_UPS, HOST_ACTOR, TestGame } from './test-game.harness.ts';

/** One attempted command, or time passing. `pick` and `other` choose among the existing players and challenges. */
interface PlannedCommand {
  readonly kind: Command['type'] | 'time';
  readonly pick: number;
  readonly other: number;
  readonly byPlayer: boolean;
}

const FREQUENT: readonly PlannedCommand['kind'][] = [
  'request',
  'assign',
  'complete',
  'cancel',
  'undo',
  'redo',
  'time',
  'expire',
];
const OCCASIONAL: readonly PlannedCommand['kind'][] = [
  'reject',
  'change_challenge',
  'swap_exercise',
  'several',
  'join',
  'resume',
  'change_participant',
  'change_team',
  'change_game',
  'continue_game',
  'undo_continuation',
  'fold_team',
  'unfold_team',
];
const RARE: readonly PlannedCommand['kind'][] = [
  'pause',
  'end',
  'start',
  'adjust_clock',
  'end_as_planned',
  'send_message',
  'remove_message',
  'show_finale',
  'close_finale',
  'remove_participant',
  'restore_participant',
  'remove_participants',
  'restore_participants',
  'move_participants',
  'merge_participants',
  'move_seat',
  'join_several',
  'balance_teams',
  'add_team',
];

const arbitraryCommand: fc.Arbitrary<PlannedCommand> = fc.record({
  kind: fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...FREQUENT) },
    { weight: 4, arbitrary: fc.constantFrom(...OCCASIONAL) },
    { weight: 1, arbitrary: fc.constantFrom(...RARE) },
  ),
  pick: fc.nat({ max: 40 }),
  other: fc.nat({ max: 11 }),
  byPlayer: fc.boolean(),
});

export interface GamePlan {
  /** Whether it has begun before the first command. */
  readonly isStarted: boolean;
  readonly settings: Partial<GameSettings>;
  readonly commands: readonly PlannedCommand[];
}

export const arbitraryGamePlan: fc.Arbitrary<GamePlan> = fc.record({
  isStarted: fc.oneof(
    { weight: 7, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
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
  commands: fc.array(arbitraryCommand, { minLength: 1, maxLength: 80, size: 'max' }),
});

/** The game that a plan starts with: two teams of two players each, mostly running. */
function startGame({ settings, isStarted }: GamePlan): TestGame {
  const game = new TestGame(settings, 2);
  for (const id of [2, 3, 4, 5]) game.join(id, (id % 2) + 1);
  if (isStarted) game.execute({ type: 'start' });
  return game;
}

/** The command and who gives it; null when only time passes. */
function toCommand(game: TestGame, { kind, pick, other, byPlayer }: PlannedCommand): [Command, Actor] | null {
  if (kind === 'time') return null;
  const playerId = pickFrom(game.state.participants.keySeq().toArray(), other);
  const id = game.state.challengeOrder.takeLast(5).get(pick % 5) ?? 0;
  const unusedId = game.state.seq + 1000;
  const challenge = game.state.challenges.get(id);
  const actor = byPlayer ? playerActor(challenge?.playerId ?? playerId) : BANKER_ACTOR;
  switch (kind) {
    case 'request':
      return [
        { type: kind, id: unusedId, playerId, building: pickFrom(BUILDINGS, pick % 5), ...teamMeant(other) },
        byPlayer ? playerActor(playerId) : BANKER_ACTOR,
      ];
    case 'assign':
      return [
        {
          type: kind,
          id,
          exercise: pick % 3 === 0 ? OWN_HOPS : PUSH_UPS,
          durationSeconds: other < 6 ? null : other * 5,
        },
        BANKER_ACTOR,
      ];
    case 'change_challenge':
      return [
        { type: kind, id, exercise: { target: other }, extendSeconds: other % 3 === 0 ? 0 : other * 3 },
        BANKER_ACTOR,
      ];
    case 'swap_exercise': {
      const { type: exercise, variants } = pickFrom(EXERCISE_PRESETS, pick);
      const variant = other % 4 === 0 ? undefined : ([...variants, null].at(other % 3)?.variant ?? null);
      return [{ type: kind, id, exercise, variant }, actor];
    }
    case 'complete':
    case 'cancel':
      return [{ type: kind, id, ...exerciseMeant(challenge, other) }, actor];
    case 'undo':
      return [{ type: kind, id, ...versionMeant(challenge, other) }, actor];
    case 'redo':
      return [{ type: kind, id, ...versionMeant(challenge, other) }, BANKER_ACTOR];
    case 'reject':
      return [{ type: kind, id, ...exerciseMeant(challenge, other) }, BANKER_ACTOR];
    case 'expire':
      return [{ type: kind, id }, HOST_ACTOR];
    case 'several':
      return [{ type: kind, steps: stepsOfSeveral(game.state, pick, other) }, BANKER_ACTOR];
    case 'change_participant':
      if (byPlayer && game.state.participants.get(playerId)?.role === 'player')
        return [ownCorrection(playerId, { pick, other }), playerActor(playerId)];
      return [managementCommand(kind, playerId, { pick, other, unusedId, state: game.state }), BANKER_ACTOR];
    default:
      return [managementCommand(kind, playerId, { pick, other, unusedId, state: game.state }), BANKER_ACTOR];
  }
}

/** Each of the last challenges once, whatever became of them. */
function stepsOfSeveral(
  { challengeOrder, challenges }: GameState,
  pick: number,
  other: number,
): StepOfSeveral[] {
  const type = pickFrom(['assign', 'assign', 'undo', 'redo'] as const, pick);
  const ids = challengeOrder.takeLast(4).toArray();
  if (type === 'assign') return ids.map((id) => ({ type, id, exercise: PUSH_UPS, durationSeconds: null }));
  return ids.map((id) => ({ type, id, ...versionMeant(challenges.get(id), other) }));
}

/** Mostly none; a request may have been meant for a team, and for what was known of the game. */
function teamMeant(other: number): { expectedTeam?: number; seenSeq?: number } {
  return other < 9 ? {} : { expectedTeam: (other % 2) + 1, seenSeq: other };
}

/** Mostly none, sometimes what there is, sometimes another one. */
function exerciseMeant(
  challenge: ChallengeState | undefined,
  other: number,
): { expected?: ExpectedExercise } {
  const { description = null, target = null } = challenge?.exercise ?? {};
  return other < 7 ? {} : { expected: { description, target: other < 10 ? target : other } };
}

/** Mostly none, sometimes the latest, sometimes an earlier one. */
function versionMeant(challenge: ChallengeState | undefined, other: number): { version?: number } {
  if (challenge === undefined || other < 6) return {};
  return { version: other < 10 ? challenge.version : Math.max(1, challenge.version - 1) };
}

/** A command that the rules accepted. */
export interface AcceptedCommand {
  readonly before: GameState;
  readonly after: GameState;
  readonly events: readonly GameEvent[];
  readonly actor: Actor;
  readonly at: number;
  readonly playMs: number;
}

/** Plays a plan and reports every accepted command. */
export function playGame(plan: GamePlan, onAccepted: (accepted: AcceptedCommand) => void): TestGame {
  const game = startGame(plan);
  for (const planned of plan.commands) {
    const [command, actor] = toCommand(game, planned) ?? [];
    if (command === undefined || actor === undefined) {
      // From an instant to longer than the undo window.
      game.advance(planned.pick ** 3);
      continue;
    }
    const before = game.state;
    const decision = decide(before, command, actor, game);
    if ('rejection' in decision) continue;
    for (const event of decision.events) game.append(event, actor.id);
    onAccepted({
      before,
      after: game.state,
      events: decision.events,
      actor,
      at: game.at,
      playMs: game.playMs,
    });
  }
  return game;
}

/** The challenges that a command changed, before (undefined: new) and after. */
export function changedChallenges({
  before,
  after,
}: AcceptedCommand): readonly (readonly [ChallengeState | undefined, ChallengeState])[] {
  return after.challenges
    .valueSeq()
    .toArray()
    .flatMap((challenge) => {
      const previous = before.challenges.get(challenge.id);
      return previous === challenge ? [] : [[previous, challenge] as const];
    });
}

/** The events of a command that concern this challenge. */
export function eventsAbout({ events }: AcceptedCommand, { id }: ChallengeState): readonly GameEvent[] {
  return events.filter((event) => event.type.startsWith('challenge_') && 'id' in event && event.id === id);
}
