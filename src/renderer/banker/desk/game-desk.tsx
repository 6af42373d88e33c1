import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGameView } from '../../../client/game-hooks.ts';
import type { GameStore } from '../../../client/game-view.ts';
import { createHostAdminClient } from '../../../client/host-admin-client.ts';
import { createHostClient, HostError, type HostClient } from '../../../client/host-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useGameStore } from '../../shared/hooks/use-game-store.ts';
import { isLoopback } from '../../shared/join-link.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { RecentHistoryProvider } from '../activity-feed/recent-history.tsx';
import { Button } from '../components/button.tsx';
import { deskRights } from '../entry/desk-rights.ts';
import { routeHash, type DeskPage } from '../entry/desk-route.ts';
import type { DeskStorage } from '../entry/desk-storage.ts';
import type { HashRouter } from '../entry/hash-router.ts';
import { withLibraryPressedAgain } from '../entry/laptop-pressed-again.ts';
import { OthersChangesContext } from '../hooks/use-changed-by-others.ts';
import { useExerciseList } from '../hooks/use-exercise-list.ts';
import { libraryOptions } from '../library/library-options.ts';
import { useLibrary } from '../library/use-library.ts';
import { atTier } from '../model/exercise-options.ts';
import { KeptSuggestions } from '../model/kept-suggestions.ts';
import { createOthersChanges } from '../model/others-changes.ts';
import { withStillClock } from '../model/still-clock.ts';
import { OwnActsProvider } from '../own-acts/own-acts-context.tsx';
import { DeskProvider, type DeskContextValue } from './desk-context.ts';
import { Desk } from './desk.tsx';
import { withPressedAgain } from './pressed-again.ts';
import { withOwnChanges } from './with-own-changes.ts';
import css from './desk.module.css';

interface GameDeskProps {
  readonly gameCode: string;
  readonly seat: number;
  readonly page: DeskPage;
  readonly storage: DeskStorage;
  readonly sounds: Sounds;
  readonly router: HashRouter;
}

/** Opens the desk of one game. The owner listens from the seat of the game's own banker. */
export function GameDesk(props: GameDeskProps) {
  const { t } = useTranslation('banker');
  const { gameCode, seat, router } = props;
  const [api] = useState(() => createHostClient({ seat, spareRight: deskRights.of(seat) }));
  const { listensAs, refused } = useBankerSeat(api, gameCode);
  const store = useGameStore(gameCode, listensAs, { spareRight: deskRights.of(seat) });
  if (store !== null) return <ConnectedDesk {...props} api={api} store={store} />;
  return (
    <main className={css.opening}>
      {refused ? <p role="alert">{t('refused.not_found')}</p> : <output>{t('opening')}</output>}
      {refused && seat === OWNER_SEAT_ID && (
        <Button onPress={() => router.navigate({ gameCode: null, seat, page: 'desk' })}>
          {t('more.games')}
        </Button>
      )}
    </main>
  );
}

/** Retries until the host answers. */
const PATIENCE = { retryForMs: 24 * 60 * 60 * 1_000 };

function useBankerSeat(api: HostClient, gameCode: string) {
  const [listensAs, setListensAs] = useState<number | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      try {
        const me = await api.me(gameCode, { ...PATIENCE, signal: asking.signal });
        setListensAs(me.player_id);
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        if (!asking.signal.aborted) setRefused(true);
      }
    };
    void ask();
    return () => asking.abort();
  }, [api, gameCode]);
  return { listensAs, refused };
}

interface ConnectedDeskProps extends GameDeskProps {
  readonly api: HostClient;
  readonly store: GameStore;
}

function ConnectedDesk({
  gameCode,
  seat,
  page,
  storage,
  sounds,
  router,
  api: plainApi,
  store,
}: ConnectedDeskProps) {
  const laptop = useMemo(
    () => withLibraryPressedAgain(createHostAdminClient({ seat, spareRight: deskRights.of(seat) })),
    [seat],
  );
  useEffect(() => storage.saveLastSeat({ seat, gameCode }), [storage, seat, gameCode]);
  const [exerciseList, setExercises] = useExerciseList(storage, gameCode);
  const [suggestions] = useState(() => new KeptSuggestions());
  const [selected, setSelected] = useState<{ readonly id: number; readonly on: DeskPage } | null>(null);
  const [shownPage, setShownPage] = useState(page);
  // Whoever is looked at on one page is not meant on another, nor when that page is there again.
  if (shownPage !== page) {
    setShownPage(page);
    if (selected !== null && selected.on !== page) setSelected(null);
  }
  const selectedPlayerId = selected?.on === page ? selected.id : null;

  const isOnLaptop = isLoopback(location.hostname);
  const deskStore = useMemo(() => (isOnLaptop ? withStillClock(store) : store), [isOnLaptop, store]);
  const tier = useGameView(deskStore, ({ game }) => game?.settings.exercise_tier) ?? 'usual';
  const exercises = useMemo(() => exerciseList.map((each) => atTier(each, tier)), [exerciseList, tier]);

  const { library } = useLibrary(laptop);
  const ownExercises = useMemo(
    () => libraryOptions(library?.exercises ?? []).map((each) => atTier(each, tier)),
    [library, tier],
  );

  const [othersChanges] = useState(() => createOthersChanges());
  useEffect(() => othersChanges.watch(store), [othersChanges, store]);
  const api = useMemo(
    () =>
      withOwnChanges(
        withPressedAgain(plainApi, () => store.getView()),
        othersChanges,
      ),
    [plainApi, store, othersChanges],
  );
  const desk = useMemo<DeskContextValue>(
    () => ({
      api,
      laptop,
      store: deskStore,
      isOnLaptop,
      gameCode,
      seat,
      storage,
      sounds,
      exercises,
      ownExercises,
      suggestions,
      exerciseList,
      setExercises,
      page,
      goTo: (to) => router.navigate({ gameCode, seat, page: to }),
      hrefOf: (to) => routeHash({ gameCode, seat, page: to }),
      selectedPlayerId,
      selectPlayer(id) {
        const on = page === 'desk' ? page : 'players';
        setSelected(id === null ? null : { id, on });
        if (id !== null && on !== page) router.navigate({ gameCode, seat, page: on });
      },
      openGame(to, as) {
        if (seat === OWNER_SEAT_ID) return router.navigate({ gameCode: to, seat, page: 'desk' });
        // An assistant's page has the one seat that it was opened with.
        router.replace({ gameCode: to, seat: as, page: 'desk' });
        return location.reload();
      },
      leave: seat === OWNER_SEAT_ID ? () => router.navigate({ gameCode: null, seat, page: 'desk' }) : null,
    }),
    [
      api,
      laptop,
      deskStore,
      isOnLaptop,
      gameCode,
      seat,
      storage,
      sounds,
      exercises,
      ownExercises,
      suggestions,
      exerciseList,
      setExercises,
      page,
      router,
      selectedPlayerId,
    ],
  );
  return (
    <DeskProvider value={desk}>
      <OthersChangesContext value={othersChanges}>
        <OwnActsProvider>
          <RecentHistoryProvider>
            <Desk />
          </RecentHistoryProvider>
        </OwnActsProvider>
      </OthersChangesContext>
    </DeskProvider>
  );
}
