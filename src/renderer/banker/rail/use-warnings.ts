import { useEffect, useState } from 'react';
import type { HostInfo, HostWarning } from '../../../protocol/host-info.ts';
import { playersOf, useDesk, useGame } from '../desk/desk-context.ts';
import { areFolded, stillFolded, warningKey } from '../model/folded-warnings.ts';

export interface StandingWarnings {
  readonly warnings: readonly HostWarning[];
  /** How many players the game allows, once they are all in it; null before. */
  readonly limit: number | null;
  /** What stands, each once. */
  readonly keys: readonly string[];
}

/** What the banker should know about the laptop and the game's size. */
export function useWarnings(info: HostInfo | null): StandingWarnings {
  const { gameCode } = useDesk();
  const limit = useReachedLimit();
  const warnings = info?.warnings ?? [];
  const full = limit === null ? [] : [`full ${gameCode} ${limit}`];
  return { warnings, limit, keys: [...full, ...warnings.map(warningKey)] };
}

function useReachedLimit(): number | null {
  return useGame(({ game, players }) => {
    const inGame = playersOf(players).filter(({ removed }) => !removed).length;
    return game !== null && game.status !== 'completed' && inGame >= game.settings.max_players
      ? game.settings.max_players
      : null;
  });
}

/**
 * Whether the warnings are folded away, which this browser remembers.
 * @param isKnown false until the laptop has said what stands.
 */
export function useFoldedWarnings(
  keys: readonly string[],
  isKnown: boolean,
): { readonly isFolded: boolean; readonly fold: (isFolded: boolean) => void } {
  const { storage } = useDesk();
  const [folded, setFolded] = useState(() => storage.foldedWarnings());
  const kept = isKnown ? stillFolded(folded, keys) : folded;
  if (kept !== folded) setFolded(kept);
  useEffect(() => storage.saveFoldedWarnings(kept), [storage, kept]);
  return { isFolded: areFolded(kept, keys), fold: (isFolded) => setFolded(isFolded ? keys : []) };
}
