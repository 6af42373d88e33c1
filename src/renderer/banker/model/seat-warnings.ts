/** The warnings about who joins a game and who guesses at it, which the desk can do something about. */
import type { HostWarning } from '../../../protocol/host-info.ts';

export interface ManyJoins {
  readonly code: 'many_joins';
  readonly source: string;
  /** Host time, ms. */
  readonly since: number;
  /** A full hundred: the exact number would change all the time. */
  readonly atLeast: number;
  /** How many addresses they joined from. */
  readonly addresses: number;
}

export interface PinGuesses {
  readonly code: 'pin_guesses';
  readonly playerIds: readonly number[];
}

const HUNDRED = 100;

/** Null if it is another warning, or lacks what belongs to it. */
export function readSeatWarning({ code, params }: HostWarning): ManyJoins | PinGuesses | null {
  const { source, since, joined, addresses, player_ids: playerIds } = params;
  if (code === 'many_joins') {
    if (typeof source !== 'string' || typeof since !== 'number' || typeof joined !== 'number') return null;
    const atLeast = Math.max(HUNDRED, joined - (joined % HUNDRED));
    return { code, source, since, atLeast, addresses: typeof addresses === 'number' ? addresses : 1 };
  }
  if (code === 'pin_guesses' && Array.isArray(playerIds)) return { code, playerIds: playerIds.map(Number) };
  return null;
}

/** Whether it is one of these warnings, and about this game. */
export function isSeatWarningOf(gameCode: string, warning: HostWarning): boolean {
  return warning.params['game_code'] === gameCode && readSeatWarning(warning) !== null;
}
