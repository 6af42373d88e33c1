/** The wire's closed lists of words, apart from the schemas so that a phone need not load those. */
import type * as rules from '../game/state.ts';

export const GAME_STATUSES = [
  'waiting',
  'in_progress',
  'paused',
  'completed',
] as const satisfies readonly rules.GameStatus[];
export const CHALLENGE_STATUSES = [
  'requested',
  'assigned',
  'completed',
  'cancelled',
  'expired',
] as const satisfies readonly rules.ChallengeStatus[];
export const ROLES = ['banker', 'player', 'board'] as const satisfies readonly rules.Role[];
export const PAUSED_REASONS = ['banker', 'host_away'] as const satisfies readonly rules.PausedReason[];
export const ENDED_REASONS = [
  'player',
  'banker',
  'time',
  'undone',
  'game_ended',
  'removed',
  'merged',
] as const satisfies readonly rules.EndedReason[];
export const COMPLETIONS = ['player', 'banker'] as const satisfies readonly rules.Settings['completion'][];
export const JOIN_TEAMS = ['choose', 'assign'] as const satisfies readonly rules.Settings['joinTeams'][];
export const BACKUP_REASONS = ['start', 'play', 'end', 'asked', 'before-restore', 'after-restore'] as const;
