import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { WarningList } from '../components/warning-list.tsx';
import { routeHash } from '../entry/desk-route.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import css from './safekeeping.module.css';

const SAFEKEEPING = { gameCode: null, seat: OWNER_SEAT_ID, page: 'safekeeping' } as const;

interface GameWarningsProps {
  /** On pages other than Safekeeping: adds a link to it. */
  readonly withLink?: boolean;
}

/** The host's warnings about the games stored here: a damaged file, a backup that failed. That nothing can be saved is in the alarm above. */
export function GameWarnings({ withLink = false }: GameWarningsProps) {
  const { t } = useTranslation('banker');
  const info = useDeskHostInfo(OWNER_SEAT_ID);
  const warnings =
    info?.warnings.filter(({ code, about_games: aboutGames }) => aboutGames && code !== 'storage') ?? [];
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
