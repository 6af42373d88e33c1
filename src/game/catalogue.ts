/** The buildings and exercises of the game, and the look of the teams. Plain data: pages, host and tests share it. */
import type { ExerciseTier } from './enums.ts';

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

/** English names, as the wire's `building_name` carries them; pages show their own language by `building_type`. */
export const BUILDING_NAMES: Readonly<Record<Building, string>> = {
  farm: 'Farm',
  mine: 'Mine',
  electrical_factory: 'Electrical factory',
  medical_factory: 'Medical factory',
  school: 'School',
  hospital: 'Hospital',
  restaurant: 'Restaurant',
  infrastructure: 'Infrastructure',
};

/** The muscle group that an exercise mainly works. */
export type MuscleGroup = 'arms' | 'core' | 'legs' | 'breath' | 'all';

/** A preset exercise: how much is asked for, and whether that counts repetitions or seconds held. */
export interface ExercisePreset {
  readonly type: string;
  /** The usual amount. */
  readonly target: number;
  /** For the youngest, about ten years old, and for the oldest, about sixteen. */
  readonly easier: number;
  readonly harder: number;
  readonly unit: 'repetitions' | 'seconds';
  readonly muscles: MuscleGroup;
  /** English, as the wire's `challenge_description` carries it. */
  readonly description: string;
}

export const EXERCISE_PRESETS = [
  {
    type: 'push_ups',
    target: 20,
    easier: 10,
    harder: 30,
    unit: 'repetitions',
    muscles: 'arms',
    description: '20 Push-ups',
  },
  {
    type: 'sit_ups',
    target: 30,
    easier: 15,
    harder: 45,
    unit: 'repetitions',
    muscles: 'core',
    description: '30 Sit-ups',
  },
  {
    type: 'burpees',
    target: 15,
    easier: 8,
    harder: 20,
    unit: 'repetitions',
    muscles: 'all',
    description: '15 Burpees',
  },
  {
    type: 'star_jumps',
    target: 25,
    easier: 15,
    harder: 40,
    unit: 'repetitions',
    muscles: 'breath',
    description: '25 Star jumps',
  },
  {
    type: 'squats',
    target: 20,
    easier: 12,
    harder: 30,
    unit: 'repetitions',
    muscles: 'legs',
    description: '20 Squats',
  },
  {
    type: 'lunges',
    target: 20,
    easier: 12,
    harder: 30,
    unit: 'repetitions',
    muscles: 'legs',
    description: '20 Lunges',
  },
  {
    type: 'plank',
    target: 60,
    easier: 30,
    harder: 90,
    unit: 'seconds',
    muscles: 'core',
    description: 'Plank for 60 seconds',
  },
  {
    type: 'jumping_jacks',
    target: 30,
    easier: 20,
    harder: 50,
    unit: 'repetitions',
    muscles: 'breath',
    description: '30 Jumping jacks',
  },
] as const satisfies readonly ExercisePreset[];

/** How much of it the tier asks for. */
export function targetAt(preset: ExercisePreset, tier: ExerciseTier): number {
  return tier === 'usual' ? preset.target : preset[tier];
}

/** As the catalogue describes it, in English, with this target: pages recognise it and show their own language. */
export function describePreset({ description, target: usual }: ExercisePreset, target: number): string {
  return description.replace(String(usual), String(target));
}

export type ExerciseType = (typeof EXERCISE_PRESETS)[number]['type'];

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
