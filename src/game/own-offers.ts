/** What of the banker's own may be done instead of an exercise: the same in another way, or one of the library. */
import type { GivenExercise } from './commands.ts';
import type { MuscleGroup, Need, Variant } from './enums.ts';
import { presetOf } from './exercises.ts';
import type { Exercise } from './state.ts';
import { suitabilityOf, variantFor } from './variants.ts';

/** An exercise that the library suggests by itself, as it would be given. */
export interface LibraryOffer {
  readonly id: number;
  /** Null: nobody said. */
  readonly muscles: MuscleGroup | null;
  readonly given: GivenExercise;
}

export interface OwnOffer {
  /** In the library; null: the one that there is, in another way. */
  readonly libraryId: number | null;
  readonly given: GivenExercise;
  readonly variant: Variant | null;
}

/**
 * Other ways of the banker's own exercise that meet the needs, then one of the library that is known to work other muscles and to meet
 * the needs in some way.
 * @param seed the same for the same player and challenge, so that the offer stays
 */
export function ownOffers(
  current: Exercise,
  needs: readonly Need[],
  { library, seed }: { readonly library: readonly LibraryOffer[]; readonly seed: number },
): readonly OwnOffer[] {
  const same = (current.ways ?? [])
    .filter(
      ({ variant, meets }) => variant !== current.variant && needs.every((need) => meets.includes(need)),
    )
    .map(({ variant }): OwnOffer => ({ libraryId: null, given: current, variant }));
  const worked = musclesOf(current, library);
  const others = library.filter(
    ({ muscles, given }) =>
      muscles !== null &&
      muscles !== worked &&
      given.description !== current.description &&
      ['as_it_is', 'adapted'].includes(suitabilityOf(given, needs)),
  );
  const other = others[seed % others.length];
  if (other === undefined) return same;
  const { id, given } = other;
  return [...same, { libraryId: id, given, variant: variantFor(given, needs) }];
}

function musclesOf(
  { type, description, fromCatalogue }: Exercise,
  library: readonly LibraryOffer[],
): MuscleGroup | null {
  const own = library.find(({ given }) => given.description === description)?.muscles ?? null;
  return fromCatalogue ? (presetOf(type)?.muscles ?? null) : own;
}
