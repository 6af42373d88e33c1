/** How events change the game itself: created, running, paused, over. */
import { List, Map, Set } from 'immutable';
import type { GameEvent, LoggedEvent } from './events.ts';
import { newTeam } from './evolve-team.ts';
import { HOST_OWNER_ID } from './game-owner.ts';
import { NO_NAMES } from './name-index.ts';
import type { GameState, OtherGame } from './state.ts';

type GameCreated = Extract<GameEvent, { type: 'game_created' }>;
type LaterGameEvent = Exclude<
  Extract<
    GameEvent,
    { type: `game_${string}` | `message_${string}` | `finale_${string}` | 'clock_adjusted' }
  >,
  GameCreated
>;

export function createGameState(event: GameCreated, { seq, at, playMs }: LoggedEvent): GameState {
  const { gameId, ownerId = HOST_OWNER_ID, code, name, teamCount, settings } = event;
  const numbers = Array.from({ length: teamCount }, (_, index) => index + 1);
  return {
    gameId,
    ownerId,
    code,
    name,
    status: 'waiting',
    pausedReason: null,
    teamCount,
    settings,
    createdAt: at,
    startedAt: null,
    endedAt: null,
    endAt: null,
    endsByItself: false,
    statusSeq: 0,
    reopenedSeq: 0,
    continues: otherGame(event.continues),
    next: null,
    message: null,
    finale: null,
    seq,
    playMs,
    participants: Map(),
    names: NO_NAMES,
    merged: Map(),
    teamSizes: Map(),
    teams: Map(numbers.map((number) => [number, newTeam(number)])),
    challenges: Map(),
    challengeOrder: List(),
    open: Set(),
    openByPlayer: Map(),
    openByTeam: Map(),
  };
}

export function evolveGame(state: GameState, event: LaterGameEvent, { at, seq }: LoggedEvent): GameState {
  switch (event.type) {
    case 'game_changed':
      return {
        ...state,
        name: event.name ?? state.name,
        settings: { ...state.settings, ...event.settings },
        ...plannedEnd(event, state),
      };
    case 'game_started':
      return { ...state, ...withoutPastEnd(state, at), status: 'in_progress', statusSeq: seq, startedAt: at };
    case 'game_paused':
      return { ...state, status: 'paused', statusSeq: seq, pausedReason: event.reason };
    case 'game_resumed':
      return { ...state, status: 'in_progress', statusSeq: seq, pausedReason: null };
    case 'game_ended':
      return { ...state, status: 'completed', statusSeq: seq, pausedReason: null, endedAt: at };
    case 'game_reopened':
      return {
        ...state,
        ...withoutPastEnd(state, at),
        status: 'in_progress',
        endedAt: null,
        finale: null,
        statusSeq: seq,
        reopenedSeq: seq,
      };
    case 'game_continued':
      return { ...state, next: otherGame(event.into) };
    case 'game_continuation_undone':
      return { ...state, next: null };
    case 'message_sent':
      return { ...state, message: { text: event.text, at } };
    case 'message_removed':
      return { ...state, message: { text: null, at } };
    case 'finale_shown':
      return { ...state, finale: event.step };
    case 'finale_closed':
      return { ...state, finale: null };
    case 'clock_adjusted':
      // The play clock has already left the lost time out; the event only takes its place in the order.
      return state;
    default:
      return event satisfies never;
  }
}

/** Null as well in a game from a file, which knows nothing of other games any more. */
function otherGame({ gameId, code }: Partial<OtherGame> = {}): OtherGame | null {
  return gameId === undefined || code === undefined ? null : { gameId, code };
}

type PlannedEnd = Pick<GameState, 'endAt' | 'endsByItself'>;

function plannedEnd(
  change: Partial<PlannedEnd>,
  { endAt: before, endsByItself: byItselfBefore }: PlannedEnd,
): PlannedEnd {
  const endAt = change.endAt === undefined ? before : change.endAt;
  return { endAt, endsByItself: endAt !== null && (change.endsByItself ?? byItselfBefore) };
}

/** A game that starts or goes on after its planned end has none any more: it would be over again at once. */
function withoutPastEnd({ endAt, endsByItself }: PlannedEnd, at: number): PlannedEnd {
  return endAt !== null && endAt <= at ? { endAt: null, endsByItself: false } : { endAt, endsByItself };
}
