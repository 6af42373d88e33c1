/** What players may change of their own seat, and when. Shared by host and phones. */
import type { GameStatus } from './state.ts';

/** Until the start; while the game is played, if its setting for this (`inPlay`) says so. */
export function isOpenToPlayers(status: GameStatus, inPlay: boolean): boolean {
  return status === 'waiting' || (inPlay && status !== 'completed');
}

interface TeamQuery {
  readonly status: GameStatus;
  readonly joinTeams: 'choose' | 'assign';
  /** From the game's settings. */
  readonly inPlay: boolean;
  readonly teamNumber: number | null;
}

/** Whether a player may choose a team: never where the game gives them; whoever has none, always. */
export function mayChooseTeam({ status, joinTeams, inPlay, teamNumber }: TeamQuery): boolean {
  return joinTeams === 'choose' && (teamNumber === null || isOpenToPlayers(status, inPlay));
}
