/** The enumerations of the rules. Events, wire and pages all take them from here. */

export const ROLES = ['banker', 'player', 'board'] as const;
export const PAUSED_REASONS = ['banker', 'host_away'] as const;
export const ENDED_REASONS = [
  'player',
  'banker',
  'time',
  'undone',
  'game_ended',
  'removed',
  'merged',
] as const;
export const COMPLETIONS = ['player', 'banker'] as const;
export const JOIN_TEAMS = ['choose', 'assign'] as const;
