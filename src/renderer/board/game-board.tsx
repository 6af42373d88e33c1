import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFullGameView } from '../../client/game-hooks.ts';
import type { GameStore, GameView } from '../../client/game-view.ts';
import { createHostAdminClient } from '../../client/host-admin-client.ts';
import { createHostClient, type HostClient, type SpareRight } from '../../client/host-client.ts';
import { tabOnlyStorage } from '../../client/safe-storage.ts';
import type { OpenSeatCarrier } from '../../client/seat-carrier.ts';
import { CLOSE_CODES } from '../../protocol/connection.ts';
import type { Game } from '../../protocol/entity-schemas.ts';
import type { WifiReport } from '../../protocol/wifi.ts';
import { newestArrivals } from '../shared/evening/newest-arrivals.ts';
import { StartCount } from '../shared/evening/start-count.tsx';
import { useTicker } from '../shared/hooks/ticker.ts';
import { useGameStore } from '../shared/hooks/use-game-store.ts';
import { useHostInfo } from '../shared/hooks/use-host-info.ts';
import { useWifi } from '../shared/hooks/use-wifi.ts';
import { joinLinks } from '../shared/join-link.ts';
import { isolate } from '../shared/locales/bidi-text.tsx';
import { noAddressCode, type NoAddressCode } from '../shared/no-address.ts';
import type { OpenBoard } from './board-access.ts';
import type { BoardRights } from './board-rights.ts';
import type { BoardSeat } from './board-route.ts';
import { Finale } from './finale/finale.tsx';
import { useNextGame } from './hooks/use-next-game.ts';
import { useScanAgain } from './hooks/use-scan-again.ts';
import { isUnreached } from './model/reach.ts';
import { screenFor } from './model/screen-for.ts';
import { BoardLanguage } from './screens/board-language.tsx';
import { EarnedBanner } from './screens/earned.tsx';
import { Ended } from './screens/ended.tsx';
import { AboveBands, Bands } from './screens/evening.tsx';
import { Joining } from './screens/joining.tsx';
import { Notice } from './screens/notice.tsx';
import { Playing } from './screens/playing.tsx';
import { SoundButton } from './screens/sound-button.tsx';
import { ThemeButton } from './screens/theme-button.tsx';

/** As many as have room beside the code. */
const MOST_ARRIVALS = 6;
/** Marks a page that reloaded itself. */
const RELOADED = 'board-reloaded';

interface GameBoardProps {
  readonly seat: BoardSeat;
  readonly spareRight: SpareRight | undefined;
  readonly rights: BoardRights;
  readonly carrySeat: OpenSeatCarrier;
  /** Shows another game: the next one, or again the one before. */
  readonly onMove: (to: OpenBoard) => void;
}

/** The board of one game, kept up to date by its live connection. */
export function GameBoard({ seat, spareRight, rights, carrySeat, onMove }: GameBoardProps) {
  const { t } = useTranslation('board');
  const store = useGameStore(seat.gameCode, seat.participantId, { carrySeat, spareRight });
  if (store === null) return <Notice title={t('entry.opening')} />;
  return <LiveBoard store={store} seat={seat} spareRight={spareRight} rights={rights} onMove={onMove} />;
}

interface LiveBoardProps {
  readonly store: GameStore;
  readonly seat: BoardSeat;
  readonly spareRight: SpareRight | undefined;
  readonly rights: BoardRights;
  readonly onMove: GameBoardProps['onMove'];
}

function LiveBoard({ store, seat, spareRight, rights, onMove }: LiveBoardProps) {
  const { t } = useTranslation('board');
  const view = useFullGameView(store);
  const name = view.game?.name ?? null;
  useEffect(() => {
    document.title = name === null ? t('title') : t('game_title', { name: isolate(name) });
  }, [name, t]);
  useReloadWhenOld(view);
  useNextGame(view, { seat, spareRight, rights, onMove });
  return (
    <>
      <ScreenSwitch store={store} view={view} seat={seat} spareRight={spareRight} />
      <SoundButton />
      <ThemeButton />
      <BoardLanguage />
    </>
  );
}

function ScreenSwitch({
  store,
  view,
  seat,
  spareRight,
}: Omit<LiveBoardProps, 'onMove' | 'rights'> & { readonly view: GameView }) {
  const { t } = useTranslation('board');
  const info = useHostInfo(seat.participantId, spareRight);
  const laptop = useMemo(
    () => createHostAdminClient({ seat: seat.participantId, spareRight }),
    [seat.participantId, spareRight],
  );
  const api = useMemo(
    () => createHostClient({ seat: seat.participantId, ...(spareRight !== undefined && { spareRight }) }),
    [seat.participantId, spareRight],
  );
  const isPublic = info?.at_public_url === true;
  const { wifi: asked } = useWifi(laptop);
  const wifi = isPublic ? null : asked;
  // There is none while no phone could reach the laptop.
  const [link = null] = joinLinks(info?.join_urls ?? [], seat.gameCode);
  const why = info === null ? null : noAddressCode(info);
  const here = playersHere(view);
  const [shownAt] = useState(() => performance.now());
  const needsHelp = useTicker(() => info !== null && isUnreached(info, here, performance.now() - shownAt));
  const scanAgain = useScanAgain(info);
  const screen = screenFor(view);
  const game: Game | null = view.game;
  switch (screen) {
    case 'wiped':
      return <Notice title={t('closed.wiped_title')} text={t('closed.wiped')} />;
    case 'no_right':
      return <Notice title={t('closed.no_right_title')} text={t('closed.no_right')} />;
    case 'loading':
      return <Notice title={t('entry.opening')} />;
    case 'joining':
    case 'playing':
    case 'paused':
    case 'away':
    case 'ended':
      return game === null ? null : (
        <GameScreen
          store={store}
          api={api}
          view={view}
          game={game}
          screen={screen}
          link={link}
          wifi={wifi}
          why={why}
          needsHelp={needsHelp}
          isPublic={isPublic}
          scanAgain={scanAgain}
        />
      );
    default:
      return screen satisfies never;
  }
}

interface GameScreenProps {
  readonly store: GameStore;
  readonly api: HostClient;
  readonly view: GameView;
  readonly game: Game;
  readonly screen: 'joining' | 'playing' | 'paused' | 'away' | 'ended';
  readonly link: string | null;
  /** The Wi-Fi that phones join first; null: not known. */
  readonly wifi: WifiReport | null;
  /** Why there is no link; null before the host has answered. */
  readonly why: NoAddressCode | null;
  /** Whether nobody has come for so long that the board says why that may be. */
  readonly needsHelp: boolean;
  /** Whether phones come over the internet: then no Wi-Fi matters. */
  readonly isPublic: boolean;
  /** Whether the code is another one than many have scanned. */
  readonly scanAgain: boolean;
}

/** When the laptop is unreachable before the start or after the end, the board stays as it is, with a notice over it. */
function GameScreen({
  store,
  api,
  view,
  game,
  screen,
  link,
  wifi,
  why,
  needsHelp,
  isPublic,
  scanAgain,
}: GameScreenProps) {
  const { t } = useTranslation('board');
  const isAway = screen === 'away';
  const away = isAway ? <Notice title={t('away.title')} text={t('away.text')} tone="away" isBar /> : null;
  if (game.status === 'waiting') {
    return (
      <>
        <Joining
          game={game}
          link={link}
          wifi={wifi}
          why={why}
          here={playersHere(view)}
          arrivals={newestArrivals(view, MOST_ARRIVALS)}
          needsHelp={needsHelp}
          isPublic={isPublic}
          scanAgain={scanAgain}
        />
        <Bands store={store} view={view} place="beside_code" />
        {away}
      </>
    );
  }
  if (game.status === 'completed') {
    return (
      <>
        <AboveBands store={store} view={view}>
          {game.finale === null ? (
            <Ended game={game} teams={view.teams} />
          ) : (
            <Finale store={store} api={api} view={view} game={game} step={game.finale} />
          )}
        </AboveBands>
        {away}
      </>
    );
  }
  return (
    <>
      <Playing store={store} view={view} game={game} isAway={isAway} link={link} scanAgain={scanAgain} />
      <EarnedBanner store={store} view={view} />
      <StartCount store={store} startTime={game.start_time} />
    </>
  );
}

function playersHere({ players }: Pick<GameView, 'players'>): number {
  return players.filter(({ role, removed }) => role === 'player' && !removed).length;
}

/** Reloads a page that is older than the host, but only once. */
function useReloadWhenOld({ connection, closeCode }: GameView): void {
  const [storage] = useState(tabOnlyStorage);
  useEffect(() => {
    if (
      connection === 'closed' &&
      closeCode === CLOSE_CODES.pageOutdated &&
      storage.read(RELOADED) === null
    ) {
      storage.write(RELOADED, '1');
      location.reload();
    }
    if (connection === 'live') storage.remove(RELOADED);
  }, [storage, connection, closeCode]);
}
