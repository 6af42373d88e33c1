/** Which way of doing an exercise suits a player. Public frames never say it: docs/protocol.md, "Needs". */
import type { ExerciseType } from './catalogue.ts';
import type { Need, Variant } from './enums.ts';
import { EXERCISE_PRESETS, presetOf, type ExercisePreset } from './exercises.ts';

/** An exercise, as far as it matters how it is done. */
export interface DoneSomehow {
  readonly type: string | null;
  /** Of the banker's own, where that is known. */
  readonly meets?: readonly Need[] | undefined;
  readonly ways?: readonly Way[] | undefined;
}

/** A way of doing an exercise, and the needs that it meets. */
interface Way {
  readonly variant: Variant;
  readonly meets: readonly Need[];
}

/** The needs that an exercise meets as it is, and in other ways, the one most like it first. */
interface Ways {
  readonly meets: readonly Need[];
  readonly variants: readonly Way[];
}

/** Undefined: nothing is known. */
function waysOf({ type, meets, ways }: DoneSomehow): Ways | undefined {
  const preset = presetOf(type);
  if (preset !== undefined || (meets === undefined && ways === undefined)) return preset;
  return { meets: meets ?? [], variants: ways ?? [] };
}

/** The needs that the exercise does not meet as it is: why it is done in another way. Where nothing is known, none. */
export function unmetNeeds(exercise: DoneSomehow, needs: readonly Need[]): readonly Need[] {
  const ways = waysOf(exercise);
  return ways === undefined ? [] : needs.filter((need) => !ways.meets.includes(need));
}

/** The first way that meets all needs, or else the most of them; null: as it is, and where nothing is known. */
export function variantFor(exercise: DoneSomehow, needs: readonly Need[]): Variant | null {
  const ways = waysOf(exercise);
  if (ways === undefined) return null;
  let best: { readonly variant: Variant | null; readonly meets: readonly Need[] } = {
    ...ways,
    variant: null,
  };
  for (const way of ways.variants) if (metOf(way.meets, needs) > metOf(best.meets, needs)) best = way;
  return best.variant;
}

/** The needs that even the way that the rules choose does not meet: what is left for people to adapt. Where nothing is known, none. */
export function needsLeft(exercise: DoneSomehow, needs: readonly Need[]): readonly Need[] {
  const ways = waysOf(exercise);
  if (ways === undefined) return [];
  const chosen = variantFor(exercise, needs);
  const meets = ways.variants.find(({ variant }) => variant === chosen)?.meets ?? ways.meets;
  return needs.filter((need) => !meets.includes(need));
}

/** The way that was chosen before, if it still meets the needs. */
export function variantKept(
  exercise: DoneSomehow,
  chosen: Variant | null,
  needs: readonly Need[],
): Variant | null {
  const way = waysOf(exercise)?.variants.find(({ variant }) => variant === chosen);
  const isFine = way !== undefined && needs.length > 0 && metOf(way.meets, needs) === needs.length;
  return isFine ? way.variant : variantFor(exercise, needs);
}

/** True if the exercise has this way; null, as it is, every one has of which anything is known. */
export function hasVariant(exercise: DoneSomehow, variant: Variant | null): boolean {
  const ways = waysOf(exercise);
  if (ways === undefined) return false;
  return variant === null || ways.variants.some((way) => way.variant === variant);
}

/**
 * Whether somebody with these needs can do it. `adapted`: in the way that the rules choose. `unmet`: no way meets all of them.
 * `unknown`: nobody said whom it suits.
 */
export type Suitability = 'as_it_is' | 'adapted' | 'unmet' | 'unknown';

export function suitabilityOf(exercise: DoneSomehow, needs: readonly Need[]): Suitability {
  if (needs.length === 0) return 'as_it_is';
  const ways = waysOf(exercise);
  if (ways === undefined) return 'unknown';
  if (metOf(ways.meets, needs) === needs.length) return 'as_it_is';
  return ways.variants.some(({ meets }) => metOf(meets, needs) === needs.length) ? 'adapted' : 'unmet';
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
 * muscles if possible and in the way that meets the needs. Of two that are taken for one another, the usual one, and neither for the other.
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
  return other === undefined ? same : [...same, { type: other.type, variant: variantFor(other, needs) }];
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
  const others: readonly ExercisePreset[] = EXERCISE_PRESETS.filter(
    ({ type, takenFor }) => takenFor === undefined && ![preset?.type, preset?.takenFor].includes(type),
  );
  const forOthers = others.filter(({ muscles }) => muscles !== preset?.muscles);
  const suiting = forOthers.filter((each) => unmetNeeds(each, needs).length === 0);
  const pool = [suiting, forOthers, others].find(({ length }) => length > 0) ?? [];
  return pool[seed % pool.length];
}

function metOf(meets: readonly Need[], needs: readonly Need[]): number {
  return needs.filter((need) => meets.includes(need)).length;
}
