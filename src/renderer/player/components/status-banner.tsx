import { clsx } from 'clsx';
import { ChevronDown, ChevronUp, CirclePause, Router, WifiOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
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

/** Whether it is about the connection, not about the game. */
const IS_CONNECTION = {
  away: true,
  moving: true,
  paused: false,
  host_was_away: false,
} as const satisfies Record<BannerStatus, boolean>;

interface StatusBannerProps {
  readonly kind: BannerStatus | null;
  /** True when an own challenge has a running timer. */
  readonly timed: boolean;
  /** True when the game is over: nothing goes on then. */
  readonly isOver: boolean;
}

/**
 * A banner over every screen. An unreachable laptop is red; a pause is calm. The live region is there from the start,
 * so that screen readers announce it.
 */
export function StatusBanner({ kind, timed, isOver }: StatusBannerProps) {
  const { t } = useTranslation('player');
  const announce = useAnnounce();
  const before = useRef(kind);
  useEffect(() => {
    const was = before.current;
    before.current = kind;
    // That the banner goes can only be seen.
    if (was === null || kind !== null || isOver) return;
    announce.polite(t(IS_CONNECTION[was] ? 'status_banner.connected' : 'status_banner.goes_on'));
  }, [kind, isOver, announce, t]);
  const [isOpen, setOpen] = useState(false);
  const Icon = kind === null ? CirclePause : ICONS[kind];
  const Sign = isOpen ? ChevronUp : ChevronDown;
  return (
    <output className={css.region}>
      {kind !== null && (
        <span className={clsx(css.statusBanner, KINDS[kind])} data-status-banner={kind} data-open={isOpen}>
          <Icon aria-hidden="true" className={css.icon} />
          <span>
            <strong className={css.title}>{t(`status_banner.${kind}`)}</strong>
            <span className={css.text}>
              {kind === 'away' && !timed ? t('status_banner.away_idle') : t(`status_banner.${kind}_text`)}
            </span>
          </span>
          {/* Only where the rest of it is folded away. */}
          <button
            type="button"
            className={css.more}
            aria-expanded={isOpen}
            aria-label={t('status_banner.more')}
            onClick={() => setOpen(!isOpen)}
          >
            <Sign aria-hidden="true" />
          </button>
        </span>
      )}
    </output>
  );
}
