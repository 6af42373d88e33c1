/** What is given to a player: the exercise, described where whoever gives it does not, in the way that suits the player. */
import { exerciseWords, isCatalogueWording } from './catalogue-words.ts';
import type { GivenExercise } from './commands.ts';
import type { Language, Need, Variant } from './enums.ts';
import type { Exercise } from './state.ts';
import { variantFor } from './variants.ts';

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
  return withVariant({ ...given, description, fromCatalogue }, variantFor(type, needs));
}

/**
 * What the catalogue worded, it words anew; the banker's own words stay until others take their place. The way of doing it stays with
 * the exercise.
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
  const changed = exerciseGiven({ ...before, ...change, description: words ?? description }, circumstances);
  return type === before.type ? withVariant(changed, before.variant ?? null) : changed;
}

/** The exercise, done in this way; null: as it is. The banker's own words say themselves how. */
export function withVariant(given: Exercise, variant: Variant | null): Exercise {
  const { variant: _, ...exercise } = given;
  return variant === null || !exercise.fromCatalogue ? exercise : { ...exercise, variant };
}
