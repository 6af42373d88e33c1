import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useHostInfo } from '../../shared/hooks/use-host-info.ts';
import { WarningList } from '../components/warning-list.tsx';
import { routeHash } from '../entry/desk-route.ts';
import css from './safekeeping.module.css';

const SAFEKEEPING = { gameCode: null, seat: OWNER_SEAT_ID, page: 'safekeeping' } as const;

interface GameWarningsProps {
  /** Where the warnings stand elsewhere: the way to Safekeeping. */
  readonly withLink?: boolean;
}

/** What the host has to notify about the games kept here: that a file was damaged, that no backup could be made. */
export function GameWarnings({ withLink = false }: GameWarningsProps) {
  const { t } = useTranslation('banker');
  const info = useHostInfo(OWNER_SEAT_ID);
  const warnings = info?.warnings.filter(({ about_games: aboutGames }) => aboutGames) ?? [];
  return (
    <div role="alert">
      {warnings.length > 0 && (
        <section className={css.warnings} aria-labelledby="game-warnings-title" data-part="game-warnings">
          <h2 id="game-warnings-title">
            <TriangleAlert aria-hidden size={18} /> {t('warning.title')}
          </h2>
          <WarningList warnings={warnings} />
          {withLink && <a href={routeHash(SAFEKEEPING)}>{t('warning.safekeeping')}</a>}
        </section>
      )}
    </div>
  );
}
