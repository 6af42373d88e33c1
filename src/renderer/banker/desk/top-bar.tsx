import { useTranslation } from 'react-i18next';
import { lengthOf } from '../../../game/text-limits.ts';
import { ConnectionDot } from '../../shared/components/connection-dot.tsx';
import { StartCount } from '../../shared/evening/start-count.tsx';
import { useFormat } from '../../shared/format.ts';
import { EndClock } from '../evening/end-clock.tsx';
import { usePlayNow } from '../hooks/desk-clocks.ts';
import { useDesk, useGame } from './desk-context.ts';
import { GameStatus } from './game-status.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PageLinks } from './page-links.tsx';
import { SoundSwitch } from './sound-switch.tsx';
import css from './top-bar.module.css';

/** Longer names are written smaller, and have all their letters in it. */
const SHORT_NAME = 20;

/** The top of the desk: which game, its status, and the one big button. */
export function TopBar({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation('banker');
  const name = useGame(({ game }) => game?.name ?? '');
  const code = useGame(({ game }) => game?.game_code ?? '');
  const status = useGame(({ game }) => game?.status);
  const connection = useGame((view) => view.connection);
  return (
    <header className={css.bar} data-status={status}>
      <div className={css.game}>
        <h1 title={name} data-long={lengthOf(name).graphemes > SHORT_NAME}>
          <bdi translate="no">{name}</bdi>
        </h1>
        <span className={css.code} aria-label={t('join.code_is', { code })} translate="no" data-words="none">
          {code}
        </span>
      </div>
      <PageLinks />
      <div className={css.state} data-still={status !== 'in_progress'}>
        <div className={css.clocks}>
          <PlayClock />
          <EndClock />
        </div>
        <GameStatus />
        <ConnectionDot connection={connection} />
        <SoundSwitch />
        <MoreMenu onHelp={onHelp} />
      </div>
    </header>
  );
}

/** How long the game has run; right after its start, 3, 2, 1. */
function PlayClock() {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const { store } = useDesk();
  const playNow = usePlayNow();
  const startTime = useGame(({ game }) => game?.start_time ?? null);
  const begun = useGame(({ game }) => game !== null && game.status !== 'waiting');
  if (!begun) return null;
  return (
    <span className={css.clock}>
      <span className="visually-hidden">{t('top.played')}</span> {format.clock(playNow)}
      <StartCount store={store} startTime={startTime} small />
    </span>
  );
}
