import { CirclePause, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Standing as StandingKind } from '../model/screen-for.ts';
import css from './status-banner.module.css';

interface StandingProps {
  readonly kind: StandingKind | null;
  /** Own challenges with time running. */
  readonly timed: boolean;
}

/**
 * What stands over every screen for as long as it is so. The laptop out of reach is red and broken; the banker's pause is
 * calm. The region is there from the start, so that its words are read out.
 */
export function Standing({ kind, timed }: StandingProps) {
  const { t } = useTranslation('player');
  return (
    <output className={css.region}>
      {kind !== null && (
        <span className={`${css.standing} ${css[kind]}`} data-standing={kind}>
          {kind === 'away' ? (
            <WifiOff aria-hidden="true" className={css.icon} />
          ) : (
            <CirclePause aria-hidden="true" className={css.icon} />
          )}
          <span>
            <strong className={css.title}>{t(`standing.${kind}`)}</strong>
            <span className={css.text}>
              {kind === 'away' && !timed ? t('standing.away_idle') : t(`standing.${kind}_text`)}
            </span>
          </span>
        </span>
      )}
    </output>
  );
}
