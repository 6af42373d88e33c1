/** The state after an event. Pure: the same log always gives the same state. */
import type { GameEvent, LoggedEvent } from './events.ts';
import { evolveChallenge } from './evolve-challenge.ts';
import { createGameState, evolveGame } from './evolve-game.ts';
import { evolveSeat } from './evolve-seat.ts';
import { evolveTeam } from './evolve-team.ts';
import type { GameState } from './state.ts';

/**
 * The next state; `state` is not modified. Null stands for "before `game_created`".
 * Throws an Error for an event that can't follow: a gap in the sequence, or a reference to something that does not exist.
 */
export function evolve(state: GameState | null, logged: LoggedEvent): GameState {
  const { event, seq, playMs } = logged;
  const expected = (state?.seq ?? 0) + 1;
  if (seq !== expected) throw new Error(`The log continues with event ${expected}, not ${seq}.`);
  if (state === null) {
    if (event.type !== 'game_created') throw new Error(`A log starts with game_created, not ${event.type}.`);
    return createGameState(event, logged);
  }
  return evolveExisting({ ...state, seq, playMs }, event, logged);
}

/** The state after a whole log, from its first event on. Throws an Error for an empty log and as `evolve` does. */
export function fold(log: Iterable<LoggedEvent>): GameState {
  let state: GameState | null = null;
  for (const logged of log) state = evolve(state, logged);
  if (state === null) throw new Error('A log starts with game_created; this one is empty.');
  return state;
}

function evolveExisting(state: GameState, event: GameEvent, logged: LoggedEvent): GameState {
  switch (event.type) {
    case 'game_created':
      throw new Error('A game is created only once.');
    case 'game_changed':
    case 'game_started':
    case 'game_paused':
    case 'game_resumed':
    case 'game_ended':
    case 'game_reopened':
    case 'game_continued':
    case 'game_continuation_undone':
    case 'clock_adjusted':
    case 'message_sent':
    case 'message_removed':
    case 'finale_shown':
    case 'finale_closed':
      return evolveGame(state, event, logged);
    case 'participant_joined':
    case 'participant_changed':
    case 'participant_removed':
    case 'participant_restored':
    case 'participant_merged':
    case 'seat_moved':
      return evolveSeat(state, event, logged);
    case 'team_changed':
    case 'team_added':
    case 'team_folded':
    case 'team_unfolded':
      return evolveTeam(state, event, logged);
    case 'challenge_requested':
    case 'challenge_assigned':
    case 'challenge_changed':
    case 'challenge_moved':
    case 'challenge_claimed':
    case 'challenge_rejected':
    case 'challenge_completed':
    case 'challenge_cancelled':
    case 'challenge_expired':
    case 'challenge_undone':
    case 'challenge_redone':
      return evolveChallenge(state, event, logged);
    default:
      return event satisfies never;
  }
}
