/** A game to try the rules on: time passes when told, every command must be taken or refused as expected. */
import type { Building } from './catalogue.ts';
import type { Actor, Command, Rejection } from './commands.ts';
import { creation, decide } from './decide.ts';
import type { GameEvent, LoggedEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { timeLeftMs } from './play-time.ts';
import {
  type Challenge,
  DEFAULT_SETTINGS,
  type Exercise,
  type GameState,
  HOST,
  type Participant,
  type Settings,
  type Team,
} from './state.ts';

export const BANKER: Actor = { id: 1, role: 'banker' };
export const THE_HOST: Actor = { id: HOST, role: 'banker' };
export const PUSH_UPS: Exercise = { type: 'push_ups', description: '20 Push-ups', target: 20 };

const EVENING = Date.UTC(2026, 5, 12, 18);

export function player(id: number): Actor {
  return { id, role: 'player' };
}

export class Trial {
  state: GameState;
  readonly log: LoggedEvent[] = [];
  at = EVENING;
  playMs = 0;

  constructor(settings: Partial<Settings> = {}, teamCount = 4) {
    const events = creation({
      gameId: 1,
      code: 'PLAY23',
      name: 'Camp night',
      teamCount,
      settings: { ...DEFAULT_SETTINGS, ...settings },
      bankerId: BANKER.id,
      bankerName: 'Bea',
    });
    this.log.push(...events.map((event, index) => this.logged(event, HOST, index + 1)));
    this.state = fold(this.log);
  }

  /** What the rules let happen. Throws when they refuse. */
  does(command: Command, actor: Actor = BANKER): readonly GameEvent[] {
    const decision = decide(this.state, command, actor, this);
    if ('rejection' in decision) {
      throw new Error(`${command.type} was refused: ${JSON.stringify(decision.rejection)}`);
    }
    for (const event of decision.events) this.happens(event, actor.id);
    return decision.events;
  }

  /** Why the rules refuse. Throws when they don't. */
  refuses(command: Command, actor: Actor = BANKER): Rejection {
    const decision = decide(this.state, command, actor, this);
    if ('events' in decision)
      throw new Error(`${command.type} was not refused: ${JSON.stringify(decision.events)}`);
    return decision.rejection;
  }

  happens(event: GameEvent, by: number): void {
    const logged = this.logged(event, by, this.state.seq + 1);
    this.state = evolve(this.state, logged);
    this.log.push(logged);
  }

  /** Host time goes on; play time only while the game runs. */
  passes(ms: number): void {
    this.at += ms;
    if (this.state.status === 'in_progress') this.playMs += ms;
  }

  joins(id: number, teamNumber: number | null, name = `Player ${id}`): void {
    this.does({ type: 'join', id, role: 'player', name, teamNumber, withoutPhone: false }, player(id));
  }

  requests(id: number, playerId: number, building: Building = 'farm'): void {
    this.does({ type: 'request', id, playerId, building }, player(playerId));
  }

  /** Asked for and assigned, with the usual time unless told otherwise. */
  assigns(
    id: number,
    playerId: number,
    building: Building = 'farm',
    durationSeconds: number | null = null,
  ): void {
    this.requests(id, playerId, building);
    this.does({ type: 'assign', id, exercise: PUSH_UPS, durationSeconds });
  }

  challenge(id: number): Challenge {
    return held(this.state.challenges.get(id), `challenge ${id}`);
  }

  participant(id: number): Participant {
    return held(this.state.participants.get(id), `participant ${id}`);
  }

  team(number: number): Team {
    return held(this.state.teams.get(number), `team ${number}`);
  }

  /** Play time left of a challenge now, ms. */
  left(id: number): number | null {
    return timeLeftMs(this.challenge(id), this.playMs);
  }

  private logged(event: GameEvent, by: number, seq: number): LoggedEvent {
    return { seq, at: this.at, playMs: this.playMs, by, event };
  }
}

/** A running game with players 11, 12 in team 1 and 21, 22 in team 2. */
export function runningTrial(settings: Partial<Settings> = {}): Trial {
  const trial = new Trial(settings);
  trial.does({ type: 'start' });
  for (const id of [11, 12, 21, 22]) trial.joins(id, Math.floor(id / 10));
  return trial;
}

function held<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The game holds no ${what}.`);
  return value;
}
