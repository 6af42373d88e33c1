import { clsx } from 'clsx';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { useFormat } from '../../shared/format.ts';
import { useTicker } from '../../shared/hooks/ticker.ts';
import { displayLink } from '../../shared/join-link.ts';
import { useNewestCall } from '../hooks/use-newest-call.ts';
import { boardRows } from '../model/board-rows.ts';
import { ActiveRow, WaitingRow } from './board-rows.tsx';
import { Bands, EndClock, useBandCount } from './evening.tsx';
import { NewestCall } from './newest-call.tsx';
import { Standings } from './standings.tsx';
import css from './playing.module.css';

/** As many rows as can be read from the back of a hall; a band in the header takes the room of one. */
const ACTIVE_ROWS = 7;
const WAITING_ROWS = 8;

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
  const { t } = useTranslation('board');
  const { challenges, players, teams } = view;
  const approveNames = game.settings.approve_names;
  const { active, waiting } = useMemo(
    () => boardRows({ challenges, players, teams, approveNames }),
    [challenges, players, teams, approveNames],
  );
  const newest = useNewestCall(store, active);
  const bands = useBandCount({ store, view });
  const [activeRows, waitingRows] = [ACTIVE_ROWS - bands, WAITING_ROWS - bands];
  return (
    <main className={css.playing} data-screen="playing">
      <Header store={store} view={view} game={game} isAway={isAway} />
      <section className={css.active} aria-label={t('playing.active')}>
        {newest !== null && <NewestCall row={newest} />}
        <h2>{t('playing.active')}</h2>
        {active.length === 0 && <p className={css.empty}>{t('playing.nobody')}</p>}
        <ol>
          {active.slice(0, activeRows).map((row) => (
            <ActiveRow key={row.challenge.id} row={row} store={store} />
          ))}
        </ol>
        <More hidden={active.length - activeRows} />
      </section>
      <section className={css.waiting} aria-label={t('playing.waiting')}>
        <h2>{t('playing.waiting')}</h2>
        {waiting.length === 0 && <p className={css.empty}>{t('playing.nobody_waiting')}</p>}
        <ol>
          {waiting.slice(0, waitingRows).map((row) => (
            <WaitingRow key={row.challenge.id} row={row} />
          ))}
        </ol>
        <More hidden={waiting.length - waitingRows} />
        <JoinLate game={game} link={link} scanAgain={scanAgain} />
      </section>
      {game.settings.show_standings && <Standings teams={teams} />}
    </main>
  );
}

function Header({ store, view, game, isAway }: Pick<PlayingProps, 'store' | 'view' | 'game' | 'isAway'>) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const played = useTicker(() => Math.floor(store.playNow() / 1000));
  const isPaused = game.status === 'paused';
  const state = isAway ? css.away : isPaused && css.paused;
  return (
    <header className={clsx(css.header, state)}>
      <h1>
        <bdi translate="no">{game.name}</bdi>
      </h1>
      {(isAway || isPaused) && (
        <p className={css.standing} aria-live="polite">
          <strong>{isAway ? t('away.title') : t('paused.title')}</strong>{' '}
          {isAway
            ? t('away.text')
            : t(game.paused_reason === 'host_away' ? 'paused.host_away' : 'paused.text')}
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

function More({ hidden }: { readonly hidden: number }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  if (hidden <= 0) return null;
  return <p className={css.more}>{t('playing.more', { count: hidden, number: format.number(hidden) })}</p>;
}

/** For latecomers, and for those who have to come back: these also while the room is locked. */
function JoinLate({ game, link, scanAgain }: Pick<PlayingProps, 'game' | 'link' | 'scanAgain'>) {
  const { t } = useTranslation('board');
  if (link === null || (game.settings.locked && !scanAgain)) return null;
  return (
    <aside className={css.late} data-part={scanAgain ? 'scan-again' : undefined}>
      <QrCode url={link} />
      <p>
        <strong aria-live="polite">{t(scanAgain ? 'playing.scan_again' : 'playing.join')}</strong>
        {scanAgain && <span>{t('playing.scan_again_text')}</span>}
        <bdi translate="no">{displayLink(link)}</bdi>
        <bdi translate="no" className={css.code}>
          {game.game_code}
        </bdi>
      </p>
    </aside>
  );
}
