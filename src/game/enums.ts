/** The enumerations of the rules. Events, wire and pages all take them from here. */

/** The languages that come with the program: BCP 47 primary subtags. */
export const LANGUAGE_TAGS = ['en', 'de', 'fr', 'es', 'ar'] as const;
export type Language = (typeof LANGUAGE_TAGS)[number];
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
/** How much of an exercise is asked for. */
export const EXERCISE_TIERS = ['easier', 'usual', 'harder'] as const;
export type ExerciseTier = (typeof EXERCISE_TIERS)[number];
/** What somebody may need of an exercise; private to the player and the bankers. */
export const NEEDS = ['seated', 'low_impact', 'quiet', 'one_handed', 'no_floor'] as const;
export type Need = (typeof NEEDS)[number];
/** Other ways of doing an exercise, which count as much; private likewise. */
export const VARIANTS = ['low_impact', 'standing', 'one_handed', 'seated'] as const;
export type Variant = (typeof VARIANTS)[number];
/** What an exercise is counted in. */
export const EXERCISE_UNITS = ['repetitions', 'seconds'] as const;
export type ExerciseUnit = (typeof EXERCISE_UNITS)[number];
/** What an exercise mainly works. */
export const MUSCLE_GROUPS = ['arms', 'core', 'legs', 'breath', 'all'] as const;
export type MuscleGroup = (typeof MUSCLE_GROUPS)[number];
export const JOIN_TEAMS = ['choose', 'assign'] as const;
/** What the finale shows, in this order; each game leaves out what it has nothing for. */
export const FINALE_STEPS = ['opening', 'third', 'second', 'first', 'helpers', 'totals', 'chart'] as const;
/** The steps of a challenge that can be done again once undone: all but its expiry, for which its time has to run out. */
export const REDOABLE_STEPS = [
  'request',
  'assign',
  'change',
  'claim',
  'reject',
  'complete',
  'cancel',
] as const;
