/** A game for testing the rules: tests advance its time, and every command must be accepted or rejected as expected. */
import type { Building } from './catalogue.ts';
import type { Actor, Command, GivenExercise, Rejection } from './commands.ts';
import { gameCreationEvents, decide } from './decide.ts';
import type { GameEvent, LoggedEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { timeLeftMs } from './play-time.ts';
import {
  type ChallengeState,
  DEFAULT_SETTINGS,
  type Exercise,
  type GameState,
  HOST_ACTOR_ID,
  type Participant,
  type GameSettings,
  type TeamState,
} from './state.ts';

export const BANKER_ACTOR: Actor = { id: 1, role: 'banker' };
export const HOST_ACTOR: Actor = { id: HOST_ACTOR_ID, role: 'banker' };
export const PUSH_UPS: Exercise = {
  type: 'push_ups',
  description: '20 Push-ups',
  target: 20,
  fromCatalogue: true,
};

/** One of the banker's own, which is done sitting down or with little impact as well. */
export const OWN_HOPS = {
  type: 'custom',
  description: 'Hops over the rope',
  target: 12,
  meets: ['one_handed'],
  ways: [
    { variant: 'low_impact', meets: ['low_impact', 'quiet'], how: 'Step over the rope' },
    { variant: 'seated', meets: ['seated', 'quiet'], how: 'Lift both feet over the rope' },
  ],
} satisfies GivenExercise;

const STARTED_AT = Date.UTC(2026, 5, 12, 18);

export function playerActor(id: number): Actor {
  return { id, role: 'player' };
}

export class TestGame {
  state: GameState;
  readonly log: LoggedEvent[] = [];
  at = STARTED_AT;
  playMs = 0;

  constructor(settings: Partial<GameSettings> = {}, teamCount = 4) {
    const events = gameCreationEvents({
      gameId: 1,
      code: 'PLAY23',
      name: 'Camp night',
      teamCount,
      settings: { ...DEFAULT_SETTINGS, ...settings },
      bankerId: BANKER_ACTOR.id,
      bankerName: 'Bea',
    });
    this.log.push(...events.map((event, index) => this.toLoggedEvent(event, HOST_ACTOR_ID, index + 1)));
    this.state = fold(this.log);
  }

  /** Executes a command and returns its events. Throws if it is rejected. */
  execute(command: Command, actor: Actor = BANKER_ACTOR): readonly GameEvent[] {
    const decision = decide(this.state, command, actor, this);
    if ('rejection' in decision) {
      throw new Error(`${command.type} was rejected: ${JSON.stringify(decision.rejection)}`);
    }
    for (const event of decision.events) this.append(event, actor.id);
    return decision.events;
  }

  /** Returns the rejection of a command. Throws if it is accepted. */
  expectRejection(command: Command, actor: Actor = BANKER_ACTOR): Rejection {
    const decision = decide(this.state, command, actor, this);
    if ('events' in decision)
      throw new Error(`${command.type} was not rejected: ${JSON.stringify(decision.events)}`);
    return decision.rejection;
  }

  append(event: GameEvent, by: number): void {
    const toLoggedEvent = this.toLoggedEvent(event, by, this.state.seq + 1);
    this.state = evolve(this.state, toLoggedEvent);
    this.log.push(toLoggedEvent);
  }

  /** Advances host time, and play time while the game is running. */
  advance(ms: number): void {
    this.at += ms;
    if (this.state.status === 'in_progress') this.playMs += ms;
  }

  join(id: number, teamNumber: number | null, name = `Player ${id}`): void {
    this.execute(
      { type: 'join', id, role: 'player', name, teamNumber, withoutPhone: false },
      playerActor(id),
    );
  }

  request(id: number, playerId: number, building: Building = 'farm'): void {
    this.execute({ type: 'request', id, playerId, building }, playerActor(playerId));
  }

  /** Requests and assigns a challenge, by default with the game's usual time. */
  requestAndAssign(
    id: number,
    playerId: number,
    building: Building = 'farm',
    durationSeconds: number | null = null,
  ): void {
    this.request(id, playerId, building);
    this.execute({ type: 'assign', id, exercise: PUSH_UPS, durationSeconds });
  }

  challenge(id: number): ChallengeState {
    return required(this.state.challenges.get(id), `challenge ${id}`);
  }

  participant(id: number): Participant {
    return required(this.state.participants.get(id), `participant ${id}`);
  }

  team(number: number): TeamState {
    return required(this.state.teams.get(number), `team ${number}`);
  }

  /** Play time that a challenge has left, ms. */
  remainingMs(id: number): number | null {
    return timeLeftMs(this.challenge(id), this.playMs);
  }

  private toLoggedEvent(event: GameEvent, by: number, seq: number): LoggedEvent {
    return { seq, at: this.at, playMs: this.playMs, by, event };
  }
}

/** A running game with players 11, 12 in team 1 and 21, 22 in team 2. */
export function startTestGame(settings: Partial<GameSettings> = {}): TestGame {
  const game = new TestGame(settings);
  game.execute({ type: 'start' });
  for (const id of [11, 12, 21, 22]) game.join(id, Math.floor(id / 10));
  return game;
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`There is no ${what} in the game.`);
  return value;
}
