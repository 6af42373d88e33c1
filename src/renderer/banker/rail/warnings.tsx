import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { WarningList } from '../components/warning-list.tsx';
import { playersOf, useDesk, useGame } from '../desk/desk-context.ts';
import { useHostNow } from '../hooks/desk-clocks.ts';
import { isUnreached } from '../model/reach.ts';
import css from './rail.module.css';

/** What the banker should know about the laptop: its warnings, and that no phone has reached it yet. */
export function Warnings({ info }: { readonly info: HostInfo | null }) {
  const { t } = useTranslation('banker');
  const { seat, hrefOf } = useDesk();
  const unreached = useUnreached(info);
  const warnings = info?.warnings ?? [];
  return (
    <div role="alert">
      {(unreached || warnings.length > 0) && (
        <section className={css.warnings} aria-labelledby="warnings-title" data-part="warnings">
          <h2 id="warnings-title">
            <TriangleAlert aria-hidden size={18} /> {t('warning.title')}
          </h2>
          <WarningList warnings={warnings} />
          {seat === OWNER_SEAT_ID && warnings.some(({ about_games: aboutGames }) => aboutGames) && (
            <a href={hrefOf('safekeeping')}>{t('warning.safekeeping')}</a>
          )}
          {unreached && <p>{t('warning.nobody_reached')}</p>}
        </section>
      )}
    </div>
  );
}

function useUnreached(info: HostInfo | null): boolean {
  const players = useGame((view) => playersOf(view.players).length);
  const now = useHostNow();
  const [shownAt] = useState(now);
  return info !== null && isUnreached(info, players, now - shownAt);
}
