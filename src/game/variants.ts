/** Which way of doing an exercise suits a player. Public frames never say it: docs/protocol.md, "Needs". */
import type { ExerciseType } from './catalogue.ts';
import type { Need, Variant } from './enums.ts';
import { EXERCISE_PRESETS, presetOf, type ExercisePreset } from './exercises.ts';

/** The needs that the exercise does not meet as it is: why it is done in another way. Of what the catalogue lacks, nothing is known. */
export function unmetNeeds(type: string | null, needs: readonly Need[]): readonly Need[] {
  const preset = presetOf(type);
  return preset === undefined ? [] : needs.filter((need) => !preset.meets.includes(need));
}

/** The first way that meets all needs, or else the most of them; null: as it is, and for what the catalogue lacks. */
export function variantFor(type: string, needs: readonly Need[]): Variant | null {
  const preset = presetOf(type);
  if (preset === undefined) return null;
  let best: { readonly variant: Variant | null; readonly meets: readonly Need[] } = {
    ...preset,
    variant: null,
  };
  for (const way of preset.variants) if (metOf(way.meets, needs) > metOf(best.meets, needs)) best = way;
  return best.variant;
}

/** The way that was chosen before, if it still meets the needs. */
export function variantKept(type: string, chosen: Variant | null, needs: readonly Need[]): Variant | null {
  const way = presetOf(type)?.variants.find(({ variant }) => variant === chosen);
  const isFine = way !== undefined && needs.length > 0 && metOf(way.meets, needs) === needs.length;
  return isFine ? way.variant : variantFor(type, needs);
}

/** True if the exercise has this way; null, as it is, every one of the catalogue has. */
export function hasVariant(type: string, variant: Variant | null): boolean {
  const preset = presetOf(type);
  if (preset === undefined) return false;
  return variant === null || preset.variants.some((way) => way.variant === variant);
}

/** What somebody may do instead. */
export interface EqualOffer {
  readonly type: ExerciseType;
  readonly variant: Variant | null;
}

interface GivenExercise {
  readonly type: string | null;
  readonly variant: Variant | null;
}

/**
 * Instead of an exercise that somebody can't do: other ways of the same, those that meet the needs, then another exercise, for other
 * muscles if possible and in the way that meets the needs.
 * @param seed the same for the same player and challenge, so that the offer stays
 */
export function equalOffers(
  { type, variant: current }: GivenExercise,
  needs: readonly Need[],
  seed: number,
): readonly EqualOffer[] {
  const preset = presetOf(type);
  const same = preset === undefined ? [] : otherWays(preset, current, needs);
  const other = otherExercise(preset, needs, seed);
  return other === undefined ? same : [...same, { type: other.type, variant: variantFor(other.type, needs) }];
}

function otherWays({ type, variants }: ExercisePreset, current: Variant | null, needs: readonly Need[]) {
  return variants
    .filter(({ variant, meets }) => variant !== current && metOf(meets, needs) === needs.length)
    .map(({ variant }): EqualOffer => ({ type, variant }));
}

function otherExercise(
  preset: ExercisePreset | undefined,
  needs: readonly Need[],
  seed: number,
): ExercisePreset | undefined {
  const others: readonly ExercisePreset[] = EXERCISE_PRESETS.filter(({ type }) => type !== preset?.type);
  const forOthers = others.filter(({ muscles }) => muscles !== preset?.muscles);
  const suiting = forOthers.filter(({ type }) => unmetNeeds(type, needs).length === 0);
  const pool = [suiting, forOthers, others].find(({ length }) => length > 0) ?? [];
  return pool[seed % pool.length];
}

function metOf(meets: readonly Need[], needs: readonly Need[]): number {
  return needs.filter((need) => meets.includes(need)).length;
}
