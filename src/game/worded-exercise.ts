/** What is given to a player: the exercise, described where whoever gives it does not, in the way that suits the player. */
import { exerciseWords, isCatalogueWording } from './catalogue-words.ts';
import type { GivenExercise } from './commands.ts';
import type { Language, Need, Variant } from './enums.ts';
import type { Exercise } from './state.ts';
import { hasVariant, variantFor } from './variants.ts';

interface Circumstances {
  readonly language: Language;
  /** Of the player. */
  readonly needs: readonly Need[];
}

/** Without a description, in the catalogue's words. One that the catalogue does not have is called by its type. */
export function exerciseGiven(given: GivenExercise, { language, needs }: Circumstances): Exercise {
  const { type, target } = given;
  const description = given.description ?? exerciseWords(language, type, target) ?? type;
  const fromCatalogue = isCatalogueWording({ type, target, description });
  return withVariant({ ...given, description, fromCatalogue }, variantFor(given, needs));
}

/**
 * What the catalogue worded, it words anew; the banker's own words stay until others take their place. The way of doing it stays with
 * the exercise, and so do the other ways of one of the banker's own.
 */
export function exerciseChanged(
  before: Exercise,
  change: Partial<GivenExercise>,
  circumstances: Circumstances,
): Exercise {
  const { type, target, description } = { ...before, ...change };
  const isOther = type !== before.type || target !== before.target;
  const isWordedAnew = isOther && before.fromCatalogue && change.description === undefined;
  const words = isWordedAnew ? exerciseWords(circumstances.language, type, target) : null;
  const isSameOwn = type === before.type && description === before.description;
  const kept = isSameOwn ? before : withoutOwn(before);
  const changed = exerciseGiven({ ...kept, ...change, description: words ?? description }, circumstances);
  const isSame = type === before.type && (isSameOwn || changed.fromCatalogue);
  const variant = before.variant ?? null;
  return isSame && hasVariant(changed, variant) ? withVariant(changed, variant) : changed;
}

/** Without what is known of the banker's own exercise alone. */
function withoutOwn({ meets: _meets, ways: _ways, unit: _unit, ...exercise }: Exercise): Exercise {
  return exercise;
}

/** The exercise, done in this way; null: as it is. Other words of the banker's say themselves how. */
export function withVariant(given: Exercise, variant: Variant | null): Exercise {
  const { variant: _, ...exercise } = given;
  const canVary = exercise.fromCatalogue || exercise.ways !== undefined;
  return variant === null || !canVary ? exercise : { ...exercise, variant };
}

/** How the player does it, in the banker's words; undefined: as it is, or in a way of the catalogue. */
export function ownWayOf({ variant, ways }: Exercise): string | undefined {
  return ways?.find((way) => way.variant === variant)?.how;
}
