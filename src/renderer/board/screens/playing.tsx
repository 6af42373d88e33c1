import { clsx } from 'clsx';
import { Pause } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { JoinAddress } from '../../shared/components/join-address.tsx';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { lettersWide } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { useTicker } from '../../shared/hooks/ticker.ts';
import { displayLink } from '../../shared/join-link.ts';
import { PageTurner } from '../components/page-turner.tsx';
import { useHeight } from '../hooks/use-height.ts';
import { useNewestCall } from '../hooks/use-newest-call.ts';
import { usePageTurns, type PageTurns } from '../hooks/use-page-turns.ts';
import { boardRows, type BoardRow, type WaitingBoardRow } from '../model/board-rows.ts';
import { pageOf, type Page } from '../model/pages.ts';
import { ActiveRow, WaitingRow } from './board-rows.tsx';
import { Bands, EndClock } from './evening.tsx';
import { NewestCall } from './newest-call.tsx';
import { Standings } from './standings.tsx';
import css from './playing.module.css';

/** How high the parts of a column are, as the styles say, in rem: its padding and title, a call, the code for latecomers, a row. */
const HEAD_REM = 6.5;
const CALL_REM = 17;
const LATE_REM = 15;
const ACTIVE_ROW_REM = 7.6;
/** While there are more than have room; below the title is as much free then as the press for the next page needs. */
const CLOSE_ROW_REM = 5.2;
const CLOSE_GAP_REM = 1;
const WAITING_ROW_REM = 4.3;
/** Those nearest to their end, or next in turn, are always there. */
const PINNED_ROWS = 3;

interface PlayingProps {
  readonly store: GameStore;
  readonly view: GameView;
  readonly game: Game;
  readonly isAway: boolean;
  readonly link: string | null;
  /** Whether the code is another one than many have scanned. */
  readonly scanAgain: boolean;
}

/** During play: who is doing what and for how long, and who is next. */
export function Playing({ store, view, game, isAway, link, scanAgain }: PlayingProps) {
  const { challenges, players, teams } = view;
  const approveNames = game.settings.approve_names;
  const { active, waiting } = useMemo(
    () => boardRows({ challenges, players, teams, approveNames }),
    [challenges, players, teams, approveNames],
  );
  const newest = useNewestCall(store, active);
  const activeTurns = usePageTurns();
  const waitingTurns = usePageTurns();
  if (game.status === 'paused' && !isAway)
    return (
      <main className={css.still} data-screen="paused">
        <Header store={store} view={view} game={game} isAway={false} />
        <Paused game={game} />
      </main>
    );
  return (
    <main className={css.playing} data-screen="playing">
      <Header store={store} view={view} game={game} isAway={isAway} />
      <Active
        rows={active}
        turns={activeTurns}
        newest={newest}
        store={store}
        withTime={game.settings.board_times}
      />
      <Waiting rows={waiting} turns={waitingTurns}>
        <JoinLate game={game} link={link} scanAgain={scanAgain} />
      </Waiting>
      {game.settings.show_standings && <Standings teams={teams} />}
    </main>
  );
}

interface ActiveProps {
  readonly rows: readonly BoardRow[];
  readonly turns: PageTurns;
  readonly newest: BoardRow | null;
  readonly store: GameStore;
  readonly withTime: boolean;
}

function Active({ rows, turns, newest, store, withTime }: ActiveProps) {
  const { t } = useTranslation('board');
  const [ref, height] = useHeight();
  const room = height - HEAD_REM - (newest === null ? 0 : CALL_REM);
  // Closer together, fewer have to wait for their turn to be seen.
  const isClose = rows.length > Math.floor(room / ACTIVE_ROW_REM);
  const slots = isClose ? (room - CLOSE_GAP_REM) / CLOSE_ROW_REM : room / ACTIVE_ROW_REM;
  const page = shownPage(rows, slots, turns);
  return (
    <section ref={ref} className={css.active} aria-label={t('playing.active')}>
      {newest !== null && <NewestCall row={newest} />}
      <Title page={page} turns={turns} count={rows.length}>
        {t('playing.active')}
      </Title>
      {rows.length === 0 && <p className={css.empty}>{t('playing.nobody')}</p>}
      <ol data-close={isClose}>
        {page.rows.map((row) => (
          <ActiveRow key={row.challenge.id} row={row} store={store} withTime={withTime} />
        ))}
      </ol>
    </section>
  );
}

interface WaitingProps {
  readonly rows: readonly WaitingBoardRow[];
  readonly turns: PageTurns;
  /** Below the list. */
  readonly children: ReactNode;
}

function Waiting({ rows, turns, children }: WaitingProps) {
  const { t } = useTranslation('board');
  const [ref, height] = useHeight();
  const page = shownPage(rows, (height - HEAD_REM - LATE_REM) / WAITING_ROW_REM, turns);
  return (
    <section ref={ref} className={css.waiting} aria-label={t('playing.waiting')}>
      <Title page={page} turns={turns} count={rows.length}>
        {t('playing.waiting')}
      </Title>
      {rows.length === 0 && <p className={css.empty}>{t('playing.nobody_waiting')}</p>}
      <ol>
        {page.rows.map((row) => (
          <WaitingRow key={row.challenge.id} row={row} />
        ))}
      </ol>
      {children}
    </section>
  );
}

/**
 * The rows that are to be seen now: the first stay; where there are more than have room, the others take turns.
 * @param room for how many rows; parts of one don't count
 */
function shownPage<Row>(rows: readonly Row[], room: number, { turn }: PageTurns): Page<Row> {
  const slots = Math.max(1, Math.floor(room));
  return pageOf(rows, { slots, pinned: Math.min(PINNED_ROWS, Math.floor(slots / 2)), turn });
}

interface TitleProps {
  readonly page: Page<unknown>;
  readonly turns: PageTurns;
  /** On all pages. */
  readonly count: number;
  readonly children: string;
}

function Title({ page, turns, count, children }: TitleProps) {
  const format = useFormat();
  return (
    <div className={css.title}>
      <h2>
        {children} {count > 0 && <b>{format.number(count)}</b>}
      </h2>
      <PageTurner page={page} turns={turns} />
    </div>
  );
}

/** Fills the screen: everybody has to see that no time runs. */
function Paused({ game }: { readonly game: Game }) {
  const { t } = useTranslation('board');
  return (
    <section className={css.stop} aria-live="polite">
      <Pause aria-hidden />
      <strong>{t('paused.title')}</strong>
      <p>{t(game.paused_reason === 'host_away' ? 'paused.host_away' : 'paused.text')}</p>
    </section>
  );
}

function Header({ store, view, game, isAway }: Pick<PlayingProps, 'store' | 'view' | 'game' | 'isAway'>) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const played = useTicker(() => Math.floor(store.playNow() / 1000));
  const state = isAway ? css.away : game.status === 'paused' && css.paused;
  return (
    <header className={clsx(css.header, state)}>
      <h1>
        <bdi translate="no">{game.name}</bdi>
      </h1>
      {isAway && (
        <p className={css.standing} aria-live="polite">
          <strong>{t('away.title')}</strong> {t('away.text')}
        </p>
      )}
      <div className={css.clocks}>
        <EndClock store={store} game={game} className={css.clock} />
        <p className={css.clock}>
          {t('playing.played')} <b>{format.clock(played * 1000)}</b>
        </p>
      </div>
      <Bands store={store} view={view} place="header" />
    </header>
  );
}

/** For latecomers, and for those who have to come back: these also while the room is locked. */
function JoinLate({ game, link, scanAgain }: Pick<PlayingProps, 'game' | 'link' | 'scanAgain'>) {
  const { t } = useTranslation('board');
  if (link === null || (game.settings.locked && !scanAgain)) return null;
  return (
    <aside className={css.late} data-part={scanAgain ? 'scan-again' : undefined}>
      <div className={css.code} style={{ '--letters': lettersWide(displayLink(link)) }}>
        <QrCode url={link} />
        <p>
          <strong aria-live="polite">{t(scanAgain ? 'playing.scan_again' : 'playing.join')}</strong>
          {scanAgain && <span>{t('playing.scan_again_text')}</span>}
          <JoinAddress link={link} />
          <bdi translate="no" className={css.gameCode}>
            {game.game_code}
          </bdi>
        </p>
      </div>
    </aside>
  );
}
