import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameStore } from '../../../client/game-view.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { useAnnounce } from '../components/live-regions.tsx';
import { useFormat } from '../format.ts';
import { useTicker } from '../hooks/ticker.ts';
import { endLeftMs, endStage, type EndStage } from './planned-end.ts';

type EndOf = Pick<Game, 'status' | 'end_time'> | null;

/** Ms until the planned end, in whole seconds; null: none is planned, or the game is not being played. */
export function useEndLeft({ hostNow }: Pick<GameStore, 'hostNow'>, game: EndOf): number | null {
  return useTicker(() => endLeftMs(game, hostNow()));
}

/** How much is left in words: "2 minutes left", "The last minute!", "Time is up". */
export function useEndWords(): (leftMs: number) => string {
  const { t } = useTranslation('evening');
  const format = useFormat();
  return (leftMs) => {
    const stage = endStage(leftMs);
    if (stage === 'over') return t('end.over');
    if (stage === 'last_minute') return t('end.last');
    const count = Math.ceil(leftMs / 60_000);
    return t('end.left', { count, number: format.number(count) });
  };
}

/** Tells screen readers once, when ten minutes are left, two, and none. */
export function useEndSpoken(leftMs: number | null): void {
  const announce = useAnnounce();
  const words = useEndWords();
  const stage = leftMs === null ? null : endStage(leftMs);
  const before = useRef<EndStage | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = stage;
    if (leftMs === null || was === null || stage === was || stage === 'far' || stage === 'last_minute')
      return;
    announce.polite(words(leftMs));
  });
}
