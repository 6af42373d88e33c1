/** Whether an event about the game or a team can follow. */
import type { GameEvent } from './events.ts';
import type { GameState, GameStatus } from './state.ts';
import { isPlaying, playingTeams } from './team-sizes.ts';

type LifeCycleEvent =
  | 'game_started'
  | 'game_paused'
  | 'game_resumed'
  | 'game_ended'
  | 'game_reopened'
  | 'finale_shown'
  | 'finale_closed'
  | 'game_continued';

/** In which status of the game each of these can happen. */
const BEFORE: Readonly<Record<LifeCycleEvent, readonly GameStatus[]>> = {
  game_started: ['waiting'],
  game_paused: ['in_progress'],
  game_resumed: ['paused'],
  game_ended: ['in_progress', 'paused'],
  game_reopened: ['completed'],
  finale_shown: ['completed'],
  finale_closed: ['completed'],
  game_continued: ['completed'],
};

/** Why the event cannot follow on this state, as the end of a sentence; null if it can. */
export function gameContradiction(state: GameState, event: GameEvent): string | null {
  switch (event.type) {
    case 'game_started':
    case 'game_paused':
    case 'game_resumed':
    case 'game_ended':
    case 'game_reopened':
    case 'finale_shown':
    case 'finale_closed':
    case 'game_continued':
      return BEFORE[event.type].includes(state.status) ? null : `the game was ${state.status}`;
    case 'team_changed':
      return state.teams.has(event.number) ? null : `there is no team ${event.number}`;
    case 'team_added':
      return event.number === state.teamCount + 1 ? null : `there were ${state.teamCount} teams`;
    case 'team_folded':
      return foldContradiction(state, event.number);
    case 'team_unfolded':
      return (state.teams.get(event.number)?.foldedAt ?? null) === null ? 'the team was not folded' : null;
    default:
      return null;
  }
}

function foldContradiction(state: GameState, number: number): string | null {
  if (!isPlaying(state, number)) return `nobody played for team ${number}`;
  if (playingTeams(state).length === 1) return 'it was the last team';
  if ((state.teamSizes.get(number) ?? 0) > 0) return 'somebody was still in the team';
  return state.openByTeam.has(number) ? 'a challenge of the team was still open' : null;
}
