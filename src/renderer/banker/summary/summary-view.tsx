import { Maximize2, Printer } from 'lucide-react';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { loadPatiently } from '../../shared/load-patiently.ts';
import { isOrderKeptBack } from '../../shared/results/kept-back.ts';
import { useWholeHistory } from '../../shared/results/use-whole-history.ts';
import { Button } from '../components/button.tsx';
import { useDeskFormat } from '../components/desk-format.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { PageLayout } from '../components/page-layout.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { FinaleControls } from '../finale/finale-controls.tsx';
import { KeptBack } from '../finale/kept-back.tsx';
import { usePlayNow } from '../hooks/desk-clocks.ts';
import { summarise, type Counts } from '../model/summary.ts';
import { BuildingsTable } from './buildings-table.tsx';
import { PlayersTable } from './players-table.tsx';
import { ProgressTable } from './progress-table.tsx';
import { teamResults, type TeamResult } from './results.ts';
import { SavePicture } from './save-picture.tsx';
import { TeamBars } from './team-bars.tsx';
import { TeamsTable } from './teams-table.tsx';
import css from './summary.module.css';

const load = () => import('../../shared/results/progress-chart.tsx');
const ProgressChart = lazy(async () => ({ default: (await loadPatiently(load)).ProgressChart }));

/** The night in numbers, worth showing to the room. */
export function SummaryView() {
  const { t } = useTranslation('summary');
  const desk = useDesk();
  const history = useWholeHistory({ ...desk, snapshots: useGame((view) => view.snapshots) });
  const sheet = useRef<HTMLDivElement>(null);
  // This screen may be the one that the projector shows.
  const isKeptBack = useGame(({ game }) => game !== null && isOrderKeptBack(game));
  const empty = history.state === 'ready' && history.challenges.length === 0;
  // They have their places from the start: nobody looks for them in vain, and nothing comes under a hand.
  const isLoading = history.state === 'loading';
  const actions = (
    <>
      <Button size="small" pending={isLoading} onPress={() => void sheet.current?.requestFullscreen()}>
        <Maximize2 aria-hidden size={18} /> {t('show')}
      </Button>
      <SavePicture challenges={history.state === 'ready' ? history.challenges : null} />
      <Button size="small" pending={isLoading} onPress={() => print()}>
        <Printer aria-hidden size={18} /> {t('print')}
      </Button>
    </>
  );
  return (
    <PageLayout
      title={t('title')}
      part="summary"
      {...(history.state !== 'failed' && !empty && !isKeptBack && { actions })}
    >
      <FinaleControls />
      {history.state === 'loading' && <output className={css.quiet}>{t('loading')}</output>}
      {history.state === 'failed' && <p role="alert">{t('failed')}</p>}
      {empty && <EmptyState title={t('none_title')}>{t('none')}</EmptyState>}
      {history.state === 'ready' && !empty && (
        <KeptBack>
          <div ref={sheet} className={css.sheet}>
            <Sheet challenges={history.challenges} />
          </div>
        </KeptBack>
      )}
    </PageLayout>
  );
}

function Sheet({ challenges }: { readonly challenges: Parameters<typeof summarise>[0] }) {
  const teams = useGame((view) => view.teams);
  const { compareNames } = useFormat();
  const summary = useMemo(() => summarise(challenges, compareNames), [challenges, compareNames]);
  const results = useMemo(() => teamResults(summary, teams), [summary, teams]);
  return (
    <>
      <Head />
      <Totals all={summary.all} results={results} />
      <TeamBars results={results} />
      <Progress challenges={challenges} />
      <BuildingsTable results={results} />
      <TeamsTable results={results} all={summary.all} />
      <PlayersTable results={results} />
    </>
  );
}

/** How the evening went. Its library is a chunk of its own. */
function Progress({ challenges }: { readonly challenges: Parameters<typeof summarise>[0] }) {
  const { t } = useTranslation('results');
  const teams = useGame((view) => view.teams);
  const playMs = usePlayNow();
  return (
    <section className={css.block} aria-labelledby="progress-title">
      <h4 id="progress-title">{t('chart.title')}</h4>
      <Suspense fallback={<p className={css.quiet}>{t('loading')}</p>}>
        <ProgressChart challenges={challenges} teams={teams} playMs={playMs} size="desk" />
      </Suspense>
      <ProgressTable challenges={challenges} teams={teams} playMs={playMs} />
    </section>
  );
}

/** Which night it was: neither full screen nor paper has another heading. */
function Head() {
  const { t } = useTranslation('summary');
  const format = useDeskFormat();
  const name = useGame(({ game }) => game?.name ?? '');
  const created = useGame(({ game }) => game?.created_at ?? '');
  const over = useGame(({ game }) => game?.status === 'completed');
  return (
    <header className={css.head}>
      <h3>
        <bdi translate="no">{name}</bdi>
      </h3>
      <p>
        <span data-words="none">{created === '' ? '' : format.day(created)}</span>
        {!over && <span className={css.sofar}>{t('so_far')}</span>}
      </p>
    </header>
  );
}

interface TotalsProps {
  readonly all: Counts;
  readonly results: readonly TeamResult[];
}

/** The few numbers that everybody wants to hear. */
function Totals({ all, results }: TotalsProps) {
  const { t } = useTranslation('summary');
  const format = useFormat();
  const played = usePlayNow();
  const active = results.reduce((count, { players }) => count + players.length, 0);
  const numbers = [
    { label: t('total.done'), value: format.number(all.done) },
    { label: t('total.players'), value: format.number(active) },
    { label: t('total.played'), value: format.clock(played) },
    {
      label: t('total.waiting'),
      value: all.medianWaitingMs === null ? '–' : format.clock(all.medianWaitingMs),
    },
    { label: t('total.doing'), value: all.medianDoingMs === null ? '–' : format.clock(all.medianDoingMs) },
  ];
  return (
    <dl className={css.totals}>
      {numbers.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
