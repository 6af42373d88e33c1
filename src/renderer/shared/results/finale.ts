/**
 * What the finale reveals, step by step. It follows from the teams alone, which every page knows, so that all show the same.
 * Nobody is called the last: a second or third place is revealed only where somebody stands behind it, and whoever has none of the
 * three comes without a number.
 */
import { FINALE_STEPS } from '../../../game/enums.ts';
import type { Game, Team } from '../../../protocol/entity-schemas.ts';
import { playingTeams } from '../folded.ts';
import { type Standing, standings } from '../standings.ts';

export type FinaleStep = NonNullable<Game['finale']>;

const PLACES: Readonly<Partial<Record<FinaleStep, number>>> = { third: 3, second: 2, first: 1 };

/** The teams that this step reveals, those that share the place together; none for a step that is not about a place. */
export function revealedBy(step: FinaleStep, teams: readonly Team[]): readonly Standing[] {
  const place = PLACES[step];
  // One team plays with nobody but itself.
  if (place === undefined || playingTeams(teams).length < 2) return [];
  const all = standings(teams);
  const shown = all.filter((each) => each.place === place && each.built > 0);
  return place === 1 || all.some((each) => each.place !== null && each.place > place) ? shown : [];
}

/** All teams in the order of their places, those that share one by their letters; only a place that is revealed has its number. */
export function finalStandings(teams: readonly Team[]): readonly Standing[] {
  const placed = (['first', 'second', 'third'] as const).flatMap((step) => revealedBy(step, teams));
  return standings(teams).map((each) =>
    placed.some(({ team }) => team === each.team) ? each : { ...each, place: null },
  );
}

/** The steps that this game has something for, in order: with nothing built only the opening. */
export function finaleSteps(teams: readonly Team[]): readonly FinaleStep[] {
  const isBuilt = standings(teams).some(({ built }) => built > 0);
  return FINALE_STEPS.filter((step) => {
    if (step === 'opening') return true;
    return PLACES[step] === undefined ? isBuilt : revealedBy(step, teams).length > 0;
  });
}

export interface FinaleNeighbours {
  /** Null at the beginning. */
  readonly back: FinaleStep | null;
  /** Null at the end. */
  readonly next: FinaleStep | null;
}

/** The steps before and after the one that is shown, even if this game has nothing for that one any more. */
export function neighboursOf(shown: FinaleStep, teams: readonly Team[]): FinaleNeighbours {
  const steps = finaleSteps(teams);
  const order = (step: FinaleStep) => FINALE_STEPS.indexOf(step);
  return {
    back: steps.findLast((step) => order(step) < order(shown)) ?? null,
    next: steps.find((step) => order(step) > order(shown)) ?? null,
  };
}

/** Every team that has been revealed by now, the best place last, as they came. */
export function revealedSoFar(shown: FinaleStep, teams: readonly Team[]): readonly Standing[] {
  const upTo = FINALE_STEPS.slice(0, FINALE_STEPS.indexOf(shown) + 1);
  return upTo.flatMap((step) => revealedBy(step, teams));
}
