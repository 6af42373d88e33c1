/** What a team built over the evening. */
import { BUILDINGS, type Building } from '../../../game/catalogue.ts';

export interface Count<Of> {
  readonly of: Of;
  readonly count: number;
}

/** How often each building was built, in the game's order. */
export function buildingsIn(tally: Readonly<Record<string, number>>): readonly Count<Building>[] {
  return BUILDINGS.map((of) => ({ of, count: tally[of] ?? 0 })).filter(({ count }) => count > 0);
}
