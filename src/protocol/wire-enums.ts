/** The enumerations of the wire. Separate from the schemas, so that phones need not load those. */
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
export const BACKUP_REASONS = ['start', 'play', 'end', 'asked', 'before-restore', 'after-restore'] as const;
/** Where a host keeps its games: in a file of its own, or in a database that somebody runs. */
export const GAME_PLACES = ['laptop', 'database'] as const;
export type GamePlace = (typeof GAME_PLACES)[number];
