import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createGameStore } from '../../../client/game-store.ts';
import { createHostAdminClient } from '../../../client/host-admin-client.ts';
import { createHostClient, HostError, type HostClient } from '../../../client/host-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { RecordProvider } from '../activity-feed/recent-history.tsx';
import { Action } from '../components/button.tsx';
import { writeFragment, type Page } from '../entry/desk-route.ts';
import type { DeskMemory } from '../entry/desk-storage.ts';
import type { Address } from '../entry/hash-router.ts';
import { DeskworkProvider, type Deskwork } from './desk-context.ts';
import { Desk } from './desk.tsx';
import css from './desk.module.css';

interface OpenGameProps {
  readonly gameCode: string;
  readonly seat: number;
  readonly page: Page;
  readonly memory: DeskMemory;
  readonly sounds: Sounds;
  readonly address: Address;
}

/** Opens the desk of one game. The owner listens from the seat of the game's own banker. */
export function OpenGame(props: OpenGameProps) {
  const { t } = useTranslation('banker');
  const { gameCode, seat, address } = props;
  const [calls] = useState(() => createHostClient({ seat }));
  const { listensAs, refused } = useBankerSeat(calls, gameCode);
  if (listensAs !== null) return <GameDesk {...props} calls={calls} listensAs={listensAs} />;
  return (
    <main className={css.opening}>
      {refused ? <p role="alert">{t('refused.not_found')}</p> : <output>{t('opening')}</output>}
      {refused && seat === OWNER_SEAT_ID && (
        <Action onPress={() => address.go({ gameCode: null, seat, page: 'desk' })}>{t('more.games')}</Action>
      )}
    </main>
  );
}

/** Until the host answers it is asked again and again. */
const PATIENCE = { retryForMs: 24 * 60 * 60 * 1_000 };

function useBankerSeat(calls: HostClient, gameCode: string) {
  const [listensAs, setListensAs] = useState<number | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      try {
        const me = await calls.me(gameCode, { ...PATIENCE, signal: asking.signal });
        setListensAs(me.player_id);
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        if (!asking.signal.aborted) setRefused(true);
      }
    };
    void ask();
    return () => asking.abort();
  }, [calls, gameCode]);
  return { listensAs, refused };
}

interface GameDeskProps extends OpenGameProps {
  readonly calls: HostClient;
  readonly listensAs: number;
}

function GameDesk({ gameCode, seat, page, memory, sounds, address, calls, listensAs }: GameDeskProps) {
  const [store] = useState(() =>
    createGameStore({
      code: gameCode,
      participantId: listensAs,
      page: __PAGE_ID__,
      keepsTimersWhileHidden: true,
    }),
  );
  const laptop = useMemo(() => createHostAdminClient({ seat }), [seat]);
  useEffect(() => () => store.close(), [store]);
  useEffect(() => memory.keepLastSeat({ seat, gameCode }), [memory, seat, gameCode]);
  const [exercises, setExercises] = useState(() => memory.exercises(gameCode));
  const [chosen, choose] = useState<number | null>(null);

  const desk = useMemo<Deskwork>(
    () => ({
      calls,
      laptop,
      store,
      gameCode,
      seat,
      memory,
      sounds,
      exercises,
      setExercises(changed) {
        memory.keepExercises(gameCode, changed);
        setExercises(changed);
      },
      page,
      goTo: (to) => address.go({ gameCode, seat, page: to }),
      hrefOf: (to) => writeFragment({ gameCode, seat, page: to }),
      chosen,
      choose,
      leave: seat === OWNER_SEAT_ID ? () => address.go({ gameCode: null, seat, page: 'desk' }) : null,
    }),
    [calls, laptop, store, gameCode, seat, memory, sounds, exercises, page, address, chosen],
  );
  return (
    <DeskworkProvider value={desk}>
      <RecordProvider>
        <Desk />
      </RecordProvider>
    </DeskworkProvider>
  );
}
