/** Screens with nothing to do but read, or go elsewhere. */
import { clsx } from 'clsx';
import {
  Ban,
  FileClock,
  HardDrive,
  KeyRound,
  type LucideIcon,
  MonitorSmartphone,
  Trash2,
  UserX,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { WifiHelp } from '../components/wifi-help.tsx';
import { useGameContext } from '../game/game-context.ts';
import type { CloseReason as Why } from '../model/screen-for.ts';
import screenCss from './screen.module.css';

/** After this long, the loading screen says what may help, ms. */
const SLOW_AFTER_MS = 5_000;

export function Loading() {
  const { t } = useTranslation('player');
  const { leave } = useGameContext();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <ScreenLayout
      announcement={isSlow ? t('loading.slow') : undefined}
      actions={isSlow ? <Button onClick={() => leave(null)}>{t('closed.other_game')}</Button> : undefined}
    >
      <h1 className={screenCss.titleTop}>{isSlow ? t('loading.slow') : t('loading.title')}</h1>
      {isSlow && (
        <>
          <p className={screenCss.lead}>{t('loading.slow_text')}</p>
          <WifiHelp open />
        </>
      )}
    </ScreenLayout>
  );
}

export function Removed() {
  const { t } = useTranslation('player');
  return (
    <ScreenLayout announcement={t('removed.title')} urgent>
      <div className={clsx(screenCss.sign, screenCss.waiting)}>
        <UserX aria-hidden="true" />
      </div>
      <h1 className={screenCss.title}>{t('removed.title')}</h1>
      <p className={screenCss.lead}>{t('removed.text')}</p>
    </ScreenLayout>
  );
}

const SIGNS = {
  blocked: Ban,
  no_right: KeyRound,
  page_too_old: FileClock,
  wiped: Trash2,
  elsewhere: MonitorSmartphone,
  confused: HardDrive,
} as const satisfies Record<Why, LucideIcon>;

/** The host closed the connection and said not to reconnect automatically. */
export function Closed({ why }: { readonly why: Why }) {
  const { t } = useTranslation('player');
  const Sign = SIGNS[why];
  return (
    <ScreenLayout announcement={t(`closed.${why}.title`)} actions={<ClosedActions why={why} />}>
      <div className={clsx(screenCss.sign, screenCss.calm)}>
        <Sign aria-hidden="true" />
      </div>
      <h1 className={screenCss.title}>{t(`closed.${why}.title`)}</h1>
      <p className={screenCss.lead}>{t(`closed.${why}.text`)}</p>
    </ScreenLayout>
  );
}

function ClosedActions({ why }: { readonly why: Why }) {
  const { t } = useTranslation('player');
  const { recover, forget, leave, reopen, reload } = useGameContext();
  switch (why) {
    case 'no_right':
      return (
        <>
          <Button variant="main" size="thumb" onClick={recover}>
            {t('closed.recover')}
          </Button>
          <Button onClick={reopen}>{t('closed.again')}</Button>
          <Button variant="quiet" onClick={forget}>
            {t('closed.other_game')}
          </Button>
        </>
      );
    case 'page_too_old':
      return (
        <Button variant="main" size="thumb" onClick={reload}>
          {t('closed.reload')}
        </Button>
      );
    case 'wiped':
      return (
        <Button variant="main" size="thumb" onClick={forget}>
          {t('closed.other_game')}
        </Button>
      );
    case 'elsewhere':
      return (
        <Button variant="main" size="thumb" onClick={reopen}>
          {t('closed.here')}
        </Button>
      );
    case 'confused':
      return (
        <Button variant="main" size="thumb" onClick={reopen}>
          {t('closed.again')}
        </Button>
      );
    case 'blocked':
      return <Button onClick={() => leave(null)}>{t('closed.other_game')}</Button>;
    default:
      return why satisfies never;
  }
}
