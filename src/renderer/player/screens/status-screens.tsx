/** Screens on which there is nothing to do but to read, or to go elsewhere. */
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
import { Page } from '../components/screen-layout.tsx';
import { WifiHelp } from '../components/wifi-help.tsx';
import { useWork } from '../game/game-context.ts';
import type { Shut as Why } from '../model/screen-for.ts';
import shared from './screen.module.css';

/** After this long without a word the loading screen says what may help, ms. */
const SLOW_AFTER_MS = 5_000;

export function Loading() {
  const { t } = useTranslation('player');
  const { leave } = useWork();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Page
      said={isSlow ? t('loading.slow') : undefined}
      actions={isSlow ? <Button onClick={() => leave(null)}>{t('shut.other_game')}</Button> : undefined}
    >
      <h1 className={shared.titleTop}>{isSlow ? t('loading.slow') : t('loading.title')}</h1>
      {isSlow && (
        <>
          <p className={shared.lead}>{t('loading.slow_text')}</p>
          <WifiHelp open />
        </>
      )}
    </Page>
  );
}

export function Removed() {
  const { t } = useTranslation('player');
  return (
    <Page said={t('removed.title')} urgent>
      <div className={`${shared.sign} ${shared.waiting}`}>
        <UserX aria-hidden="true" />
      </div>
      <h1 className={shared.title}>{t('removed.title')}</h1>
      <p className={shared.lead}>{t('removed.text')}</p>
    </Page>
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

/** The host closed the connection and said not to come back by ourselves. */
export function Shut({ why }: { readonly why: Why }) {
  const { t } = useTranslation('player');
  const Sign = SIGNS[why];
  return (
    <Page said={t(`shut.${why}.title`)} actions={<WayOut why={why} />}>
      <div className={`${shared.sign} ${shared.calm}`}>
        <Sign aria-hidden="true" />
      </div>
      <h1 className={shared.title}>{t(`shut.${why}.title`)}</h1>
      <p className={shared.lead}>{t(`shut.${why}.text`)}</p>
    </Page>
  );
}

function WayOut({ why }: { readonly why: Why }) {
  const { t } = useTranslation('player');
  const { recover, forget, leave, reopen, reload } = useWork();
  switch (why) {
    case 'no_right':
      return (
        <>
          <Button variant="main" size="thumb" onClick={recover}>
            {t('shut.recover')}
          </Button>
          <Button onClick={reopen}>{t('shut.again')}</Button>
          <Button variant="quiet" onClick={forget}>
            {t('shut.other_game')}
          </Button>
        </>
      );
    case 'page_too_old':
      return (
        <Button variant="main" size="thumb" onClick={reload}>
          {t('shut.reload')}
        </Button>
      );
    case 'wiped':
      return (
        <Button variant="main" size="thumb" onClick={forget}>
          {t('shut.other_game')}
        </Button>
      );
    case 'elsewhere':
      return (
        <Button variant="main" size="thumb" onClick={reopen}>
          {t('shut.here')}
        </Button>
      );
    case 'confused':
      return (
        <Button variant="main" size="thumb" onClick={reopen}>
          {t('shut.again')}
        </Button>
      );
    case 'blocked':
      return <Button onClick={() => leave(null)}>{t('shut.other_game')}</Button>;
    default:
      return why satisfies never;
  }
}
