import { clsx } from 'clsx';
import { CirclePause, Router, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BannerStatus } from '../model/screen-for.ts';
import css from './status-banner.module.css';

const KINDS = {
  away: css.away,
  moving: css.moving,
  paused: css.paused,
  host_was_away: css.host_was_away,
} as const satisfies Record<BannerStatus, string | undefined>;

const ICONS = {
  away: WifiOff,
  moving: Router,
  paused: CirclePause,
  host_was_away: CirclePause,
} as const satisfies Record<BannerStatus, unknown>;

interface StatusBannerProps {
  readonly kind: BannerStatus | null;
  /** True when an own challenge has a running timer. */
  readonly timed: boolean;
}

/**
 * A banner over every screen. An unreachable laptop is red; a pause is calm. The live region is there from the start,
 * so that screen readers announce it.
 */
export function StatusBanner({ kind, timed }: StatusBannerProps) {
  const { t } = useTranslation('player');
  const Icon = kind === null ? CirclePause : ICONS[kind];
  return (
    <output className={css.region}>
      {kind !== null && (
        <span className={clsx(css.statusBanner, KINDS[kind])} data-status-banner={kind}>
          <Icon aria-hidden="true" className={css.icon} />
          <span>
            <strong className={css.title}>{t(`status_banner.${kind}`)}</strong>
            <span className={css.text}>
              {kind === 'away' && !timed ? t('status_banner.away_idle') : t(`status_banner.${kind}_text`)}
            </span>
          </span>
        </span>
      )}
    </output>
  );
}
