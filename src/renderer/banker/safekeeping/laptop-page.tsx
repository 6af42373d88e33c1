import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createHostClient } from '../../../client/host-client.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { NoticeArea, useRun } from '../desk/notices.tsx';
import { writeFragment } from '../entry/desk-route.ts';
import type { DeskMemory } from '../entry/desk-storage.ts';
import type { Address } from '../entry/hash-router.ts';
import { BackupsSection } from './backups-section.tsx';
import { GameWarnings } from './game-warnings.tsx';
import { ImportSection } from './import-section.tsx';
import css from './safekeeping.module.css';

const calls = createHostClient({ seat: OWNER_SEAT_ID });
const GAMES = { gameCode: null, seat: OWNER_SEAT_ID, page: 'desk' } as const;

interface HousePageProps {
  readonly memory: DeskMemory;
  readonly address: Address;
}

/** What this laptop keeps of all games, for whoever runs it. */
export function HousePage({ memory, address }: HousePageProps) {
  const { t } = useTranslation('safekeeping');
  const games = useAllGames();
  useEffect(() => {
    memory.keepLastSeat({ seat: OWNER_SEAT_ID, gameCode: null });
    document.title = t('title');
  }, [memory, t]);

  const open = useCallback(
    (game: Game) => address.go({ gameCode: game.game_code, seat: OWNER_SEAT_ID, page: 'desk' }),
    [address],
  );
  const restored = (back: readonly Game[]) => {
    const [only, another] = back;
    if (only !== undefined && another === undefined) open(only);
    else address.go(GAMES);
  };
  return (
    <main className={css.house} data-part="house">
      <div>
        <NoticeArea />
        <GameWarnings />
      </div>
      <a className={css.way} href={writeFragment(GAMES)}>
        <ArrowLeft aria-hidden size={18} /> {t('all_games')}
      </a>
      <h1>{t('title')}</h1>
      <p className={css.hint}>{t('house_hint')}</p>
      <BackupsSection scope={{ kind: 'house', games }} onRestored={restored} />
      <ImportSection onImported={open} />
    </main>
  );
}

/** Known for the warning which of them a restore of all takes away. */
function useAllGames(): readonly Game[] {
  const run = useRun();
  const [games, setGames] = useState<readonly Game[]>([]);
  useEffect(() => {
    const look = async () => {
      const answer = await run(() => calls.games({ retryForMs: 60_000 }));
      if (answer !== null) setGames(answer.items);
    };
    void look();
  }, [run]);
  return games;
}
