/**
 * The buildings, the built-in exercises (what they are like is in `exercises.ts`), and the look of the teams. Plain data: pages, host and
 * tests share it. What things are called is in `words/`.
 */
/** The things a team can build. The wire's `building_type`. */
export const BUILDINGS = [
  'farm',
  'mine',
  'electrical_factory',
  'medical_factory',
  'school',
  'hospital',
  'restaurant',
  'infrastructure',
] as const;

export type Building = (typeof BUILDINGS)[number];

export const EXERCISE_TYPES = [
  'push_ups',
  'sit_ups',
  'burpees',
  'star_jumps',
  'squats',
  'lunges',
  'plank',
  'jumping_jacks',
] as const;

export type ExerciseType = (typeof EXERCISE_TYPES)[number];

/** True for an exercise of the catalogue; every language has words for it. */
export function isExerciseType(type: string | null): type is ExerciseType {
  return EXERCISE_TYPES.some((known) => known === type);
}

/** The `challenge_type` of an exercise that the banker typed. */
export const CUSTOM_EXERCISE = 'custom';

/** The Okabe-Ito palette: colour-blind people can tell these apart. */
export const TEAM_COLOURS = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#D55E00',
  '#CC79A7',
  '#56B4E9',
  '#F0E442',
  '#000000',
] as const;

export const TEAM_SHAPES = [
  'circle',
  'triangle',
  'square',
  'diamond',
  'star',
  'hexagon',
  'cross',
  'drop',
] as const;

export type TeamColour = (typeof TEAM_COLOURS)[number];
export type TeamShape = (typeof TEAM_SHAPES)[number];

export const MAX_TEAMS = 12;
export const DEFAULT_TEAM_COUNT = 4;

/** A team's initial look: no two of the twelve share both colour and shape. */
export function defaultTeamLook(teamNumber: number): { colour: TeamColour; shape: TeamShape } {
  const index = teamNumber - 1;
  const round = Math.floor(index / TEAM_COLOURS.length);
  const colour = TEAM_COLOURS[index % TEAM_COLOURS.length] ?? TEAM_COLOURS[0];
  const shape = TEAM_SHAPES[(index + round * 3) % TEAM_SHAPES.length] ?? TEAM_SHAPES[0];
  return { colour, shape };
}
