import { useState } from 'react';
import { useGame } from '../desk/desk-context.ts';
import { keptPlaces } from '../model/kept-places.ts';
import type { Roster } from './roster.ts';

/** A team's number, or those without one. */
export type CardKey = number | 'none';

/**
 * Which card stands where: it does so for as long as the page is open, from when anybody is in the game, or until another game's log
 * has come, such as a backup's.
 */
export function useCardPlaces({ teams, teamless, found }: Roster): readonly CardKey[] {
  const epoch = useGame((view) => view.epoch);
  const present: readonly CardKey[] = [
    ...(teamless.length > 0 ? (['none'] as const) : []),
    ...teams.map(({ team }) => team.team_number),
  ];
  const [shown, setShown] = useState({ epoch, places: present, isAnybodyHere: found > 0 });
  const isAnybodyHere = shown.isAnybodyHere || found > 0;
  const isKept = shown.epoch === epoch && shown.isAnybodyHere;
  const places = isKept ? keptPlaces(shown.places, present) : present;
  const isSame = places.length === shown.places.length && places.every((key, at) => key === shown.places[at]);
  if (!isSame || shown.epoch !== epoch || shown.isAnybodyHere !== isAnybodyHere)
    setShown({ epoch, places, isAnybodyHere });
  return places;
}
