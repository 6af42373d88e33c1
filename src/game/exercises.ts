/**
 * What the built-in exercises are like: how much is asked for, whom they suit, and how else they are done. Apart from `catalogue.ts`,
 * because a phone's first screen does without.
 */
import type { ExerciseType } from './catalogue.ts';
import {
  NEEDS,
  type ExerciseTier,
  type ExerciseUnit,
  type MuscleGroup,
  type Need,
  type Variant,
} from './enums.ts';

/** A preset exercise: how much is asked for, and whether that counts repetitions or seconds held. */
export interface ExercisePreset {
  readonly type: ExerciseType;
  /** The usual amount. */
  readonly target: number;
  /** For the youngest, about ten years old, and for the oldest, about sixteen. */
  readonly easier: number;
  readonly harder: number;
  readonly unit: ExerciseUnit;
  readonly muscles: MuscleGroup;
  /** The needs that it meets as it is. */
  readonly meets: readonly Need[];
  /** Other ways of doing it, of equal value and with the same amount, the one most like it first. How, is said in the pages' words. */
  readonly variants: readonly ExerciseVariant[];
  /** What most leaders take it for: only that one is offered, unless the banker asks for this one. */
  readonly takenFor?: ExerciseType;
}

/** A way of doing an exercise. An exercise has each of them once at most. */
interface ExerciseVariant {
  readonly variant: Variant;
  readonly meets: readonly Need[];
}

/** On a chair or in a wheelchair, with the upper body, one arm being enough. */
const SEATED: ExerciseVariant = { variant: 'seated', meets: NEEDS };

/** In the order in which they are offered. */
export const EXERCISE_PRESETS: readonly ExercisePreset[] = [
  {
    type: 'push_ups',
    target: 20,
    easier: 10,
    harder: 30,
    unit: 'repetitions',
    muscles: 'arms',
    meets: ['low_impact', 'quiet'],
    variants: [
      { variant: 'standing', meets: ['low_impact', 'quiet', 'no_floor'] },
      { variant: 'one_handed', meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'] },
      SEATED,
    ],
  },
  {
    type: 'sit_ups',
    target: 30,
    easier: 15,
    harder: 45,
    unit: 'repetitions',
    muscles: 'core',
    meets: ['low_impact', 'quiet', 'one_handed'],
    variants: [{ variant: 'standing', meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'] }, SEATED],
  },
  {
    type: 'burpees',
    target: 15,
    easier: 8,
    harder: 20,
    unit: 'repetitions',
    muscles: 'all',
    meets: [],
    variants: [
      { variant: 'low_impact', meets: ['low_impact', 'quiet'] },
      { variant: 'standing', meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'] },
      SEATED,
    ],
  },
  {
    type: 'star_jumps',
    target: 25,
    easier: 15,
    harder: 40,
    unit: 'repetitions',
    muscles: 'breath',
    meets: ['one_handed', 'no_floor'],
    variants: [{ variant: 'low_impact', meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'] }, SEATED],
  },
  {
    type: 'squats',
    target: 20,
    easier: 12,
    harder: 30,
    unit: 'repetitions',
    muscles: 'legs',
    meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'],
    variants: [SEATED],
  },
  {
    type: 'lunges',
    target: 20,
    easier: 12,
    harder: 30,
    unit: 'repetitions',
    muscles: 'legs',
    meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'],
    variants: [SEATED],
  },
  {
    type: 'plank',
    target: 60,
    easier: 30,
    harder: 90,
    unit: 'seconds',
    muscles: 'core',
    meets: ['low_impact', 'quiet'],
    variants: [
      { variant: 'standing', meets: ['low_impact', 'quiet', 'no_floor'] },
      { variant: 'one_handed', meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'] },
      SEATED,
    ],
  },
  {
    type: 'jumping_jacks',
    takenFor: 'star_jumps',
    target: 30,
    easier: 20,
    harder: 50,
    unit: 'repetitions',
    muscles: 'breath',
    meets: ['one_handed', 'no_floor'],
    variants: [{ variant: 'low_impact', meets: ['low_impact', 'quiet', 'one_handed', 'no_floor'] }, SEATED],
  },
];

/** Undefined for one that is not in the catalogue. */
export function presetOf(type: string | null): ExercisePreset | undefined {
  return EXERCISE_PRESETS.find((preset) => preset.type === type);
}

/** How much of it the tier asks for. */
export function targetAt(preset: ExercisePreset, tier: ExerciseTier): number {
  return tier === 'usual' ? preset.target : preset[tier];
}
