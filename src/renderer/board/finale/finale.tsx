/** The results of the evening, revealed step by step: whoever steps is the banker, at the desk. */
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import type { HostClient } from '../../../client/host-client.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { loadPatiently } from '../../shared/load-patiently.ts';
import { type FinaleStep, finaleSteps } from '../../shared/results/finale.ts';
import { useWholeHistory, type WholeHistory } from '../../shared/results/use-whole-history.ts';
import { Helpers } from './helpers.tsx';
import { Podium } from './podium.tsx';
import { Totals } from './totals.tsx';
import css from './finale.module.css';

/** Drawing it takes a library: a chunk of its own. */
const load = () => import('../../shared/results/progress-chart.tsx');
const ProgressChart = lazy(async () => ({ default: (await loadPatiently(load)).ProgressChart }));

interface FinaleProps {
  readonly store: Pick<GameStore, 'drawn'>;
  readonly api: HostClient;
  readonly view: Pick<GameView, 'teams' | 'players' | 'snapshots'>;
  readonly game: Game;
  readonly step: FinaleStep;
}

export function Finale({ store, api, view, game, step }: FinaleProps) {
  // Asked for from the opening on, so that it is there when it is its turn.
  const history = useWholeHistory({
    store,
    api,
    gameCode: game.game_code,
    snapshots: view.snapshots,
  });
  return (
    <main className={css.finale} data-screen="finale" data-step={step} aria-live="polite">
      {/* Each step comes in by itself. */}
      <section key={step} className={css.step}>
        <Step view={view} game={game} step={step} history={history} />
      </section>
    </main>
  );
}

interface StepProps extends Pick<FinaleProps, 'view' | 'game' | 'step'> {
  readonly history: WholeHistory;
}

function Step({ view, game, step, history }: StepProps) {
  const { t } = useTranslation('results');
  switch (step) {
    case 'opening':
      return <Opening game={game} isNothing={finaleSteps(view.teams).length === 1} />;
    case 'third':
    case 'second':
    case 'first':
      return <Podium step={step} teams={view.teams} />;
    case 'helpers':
    case 'totals':
    case 'chart':
      if (history.state !== 'ready')
        return <p className={css.quiet}>{t(history.state === 'failed' ? 'failed' : 'loading')}</p>;
      return <Counted view={view} game={game} step={step} challenges={history.challenges} />;
    default:
      return step satisfies never;
  }
}

function Opening({ game, isNothing }: { readonly game: Game; readonly isNothing: boolean }) {
  const { t } = useTranslation('results');
  return (
    <div className={css.opening}>
      <p className={css.game}>
        <bdi translate="no">{game.name}</bdi>
      </p>
      <h1>{t(isNothing ? 'finale.opening_nothing' : 'finale.opening_title')}</h1>
      {!isNothing && <p className={css.under}>{t('finale.opening')}</p>}
    </div>
  );
}

interface CountedProps extends Pick<FinaleProps, 'view' | 'game'> {
  readonly step: 'helpers' | 'totals' | 'chart';
  readonly challenges: Extract<WholeHistory, { state: 'ready' }>['challenges'];
}

/** What needs the whole history. */
function Counted({ view: { teams, players }, game, step, challenges }: CountedProps) {
  const { t } = useTranslation('results');
  if (step === 'helpers')
    return (
      <Helpers
        challenges={challenges}
        teams={teams}
        players={players}
        approveNames={game.settings.approve_names}
      />
    );
  if (step === 'totals') return <Totals challenges={challenges} />;
  return (
    <>
      <h1>{t('finale.chart_title')}</h1>
      <Suspense fallback={<p className={css.quiet}>{t('loading')}</p>}>
        <ProgressChart challenges={challenges} teams={teams} playMs={game.play_ms} size="board" />
      </Suspense>
    </>
  );
}
