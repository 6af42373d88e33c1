import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { AccessStore } from '../../shared/access-store.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { Button } from '../components/button.tsx';
import { GameDesk } from '../desk/game-desk.tsx';
import { LibraryPage } from '../library/library-page.tsx';
import { LaptopPage } from '../safekeeping/laptop-page.tsx';
import type { DeskAccess } from './desk-access.ts';
import type { DeskStorage } from './desk-storage.ts';
import { GamesPage } from './games-page.tsx';
import type { HashRouter } from './hash-router.ts';
import css from './desk-entry.module.css';

interface DeskEntryProps {
  readonly access: AccessStore<DeskAccess>;
  readonly storage: DeskStorage;
  readonly sounds: Sounds;
  readonly router: HashRouter;
}

/** Takes a banker to the list of games or to one game, or says why not. */
export function DeskEntry({ access: store, storage, sounds, router }: DeskEntryProps) {
  const route = useSyncExternalStore(router.subscribe, router.current);
  const access = useSyncExternalStore(store.subscribe, store.getAccess);
  switch (access?.kind) {
    case undefined:
      return <Opening />;
    case 'unreachable':
      return <Away onRetry={store.retry} />;
    case 'no_cookies':
      return <NoCookies />;
    case 'no_right':
      return <NoRight ticketUsed={access.ticketUsed} />;
    case 'owner':
    case 'assistant': {
      const seat = access.kind === 'owner' ? OWNER_SEAT_ID : access.seat;
      const gameCode = access.kind === 'owner' ? route.gameCode : access.gameCode;
      if (gameCode === null) {
        if (route.page === 'library') return <LibraryPage storage={storage} />;
        const OwnerPage = route.page === 'safekeeping' ? LaptopPage : GamesPage;
        return <OwnerPage storage={storage} router={router} />;
      }
      return (
        <GameDesk
          key={`${seat} ${gameCode}`}
          gameCode={gameCode}
          seat={seat}
          page={route.page}
          storage={storage}
          sounds={sounds}
          router={router}
        />
      );
    }
    default:
      return access satisfies never;
  }
}

function Opening() {
  const { t } = useTranslation('banker');
  return (
    <main className={css.entry}>
      <output className={css.quiet}>{t('entry.opening')}</output>
    </main>
  );
}

function Away({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation('banker');
  return (
    <main className={css.entry} role="alert" data-part="away">
      <h1>{t('entry.away_title')}</h1>
      <p>{t('entry.away')}</p>
      <Button variant="main" onPress={onRetry}>
        {t('away.again')}
      </Button>
    </main>
  );
}

function NoCookies() {
  const { t } = useTranslation('banker');
  return (
    <main className={css.entry} role="alert" data-part="no-cookies">
      <h1>{t('entry.no_cookies_title')}</h1>
      <p>{t('entry.no_cookies')}</p>
    </main>
  );
}

function NoRight({ ticketUsed }: { readonly ticketUsed: boolean }) {
  const { t } = useTranslation('banker');
  return (
    <main className={css.entry} data-part="no-right">
      <h1>{t(ticketUsed ? 'entry.used_title' : 'entry.no_right_title')}</h1>
      <p>{t(ticketUsed ? 'entry.used' : 'entry.no_right')}</p>
      <p className={css.quiet}>{t('entry.joining')}</p>
      <a className={css.way} href="/">
        {t('entry.join')}
      </a>
    </main>
  );
}
