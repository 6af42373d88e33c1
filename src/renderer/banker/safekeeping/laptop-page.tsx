import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { NoticePlace, useRead } from '../desk/notices.tsx';
import { useHeardHostInfo } from '../desk/save-trouble-context.ts';
import { StorageAlarm } from '../desk/storage-alarm.tsx';
import { routeHash } from '../entry/desk-route.ts';
import type { DeskStorage } from '../entry/desk-storage.ts';
import type { HashRouter } from '../entry/hash-router.ts';
import { ownerApi } from '../entry/owner-laptop.ts';
import { BackupsSection } from './backups-section.tsx';
import { GameWarnings } from './game-warnings.tsx';
import { ImportSection } from './import-section.tsx';
import { LanguagesSection } from './languages-section.tsx';
import css from './safekeeping.module.css';

const GAMES = { gameCode: null, seat: OWNER_SEAT_ID, page: 'desk' } as const;

interface LaptopPageProps {
  readonly storage: DeskStorage;
  readonly router: HashRouter;
}

/** What this laptop stores of all games, for its owner. */
export function LaptopPage({ storage, router }: LaptopPageProps) {
  const { t } = useTranslation('safekeeping');
  const games = useAllGames();
  // Added languages are files of whoever runs the host.
  const info = useHeardHostInfo(OWNER_SEAT_ID);
  useEffect(() => {
    storage.saveLastSeat({ seat: OWNER_SEAT_ID, gameCode: null });
    document.title = t('title');
  }, [storage, t]);

  const open = useCallback(
    (game: Game) => router.navigate({ gameCode: game.game_code, seat: OWNER_SEAT_ID, page: 'desk' }),
    [router],
  );
  const restored = (back: readonly Game[]) => {
    const [only, another] = back;
    if (only !== undefined && another === undefined) open(only);
    else router.navigate(GAMES);
  };
  return (
    <main className={css.house} data-part="house">
      <div>
        <StorageAlarm />
        <GameWarnings />
      </div>
      <a className={css.way} href={routeHash(GAMES)}>
        <ArrowLeft aria-hidden size={18} /> {t('all_games')}
      </a>
      <h1>{t('title')}</h1>
      <p className={css.hint}>{t('laptop_hint')}</p>
      <BackupsSection scope={{ kind: 'laptop', games }} onRestored={restored} />
      <ImportSection onImported={open} />
      {info?.owner_name === undefined && (
        <LanguagesSection isInDatabase={info?.games_kept_in === 'database'} />
      )}
      <NoticePlace />
    </main>
  );
}

/** Needed to warn which games a full restore would remove. */
function useAllGames(): readonly Game[] {
  const ask = useRead();
  const [games, setGames] = useState<readonly Game[]>([]);
  useEffect(() => {
    const look = async () => {
      const answer = await ask(() => ownerApi.games({ retryForMs: 60_000 }));
      if (answer !== null) setGames(answer.items);
    };
    void look();
  }, [ask]);
  return games;
}
