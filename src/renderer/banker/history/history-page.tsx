import { Download, Printer } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { Button } from '../components/button.tsx';
import { useDeskFormat } from '../components/desk-format.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { PageLayout } from '../components/page-layout.tsx';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useRead } from '../desk/notices.tsx';
import { downloadFile } from '../download-file.ts';
import { useHeldItems, useHold } from '../hooks/use-held-list.ts';
import { historyCsv } from './history-csv.ts';
import { HistoryFilters } from './history-filters.tsx';
import type { HistoryFilter } from './history-list.ts';
import { HistoryTable } from './history-table.tsx';
import { useHistory } from './use-history.ts';
import css from './history.module.css';

/** Everything that was ever asked for, newest first. */
export function HistoryPage() {
  const { t } = useTranslation('history');
  const [chosen, setChosen] = useState<HistoryFilter>({});
  const { status, team, player } = chosen;
  const filter = useMemo<HistoryFilter>(
    () => ({
      ...(status !== undefined && { status }),
      ...(team !== undefined && { team }),
      ...(player !== undefined && { player }),
    }),
    [status, team, player],
  );
  const snapshots = useGame((view) => view.snapshots);
  const [tries, setTries] = useState(0);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  return (
    <PageLayout title={t('title')} part="history" actions={<Actions onWant={setWanted} />}>
      <PrintHeading />
      <HistoryFilters filter={filter} onChange={setChosen} />
      <HistoryResults
        key={`${JSON.stringify(filter)} ${snapshots} ${tries}`}
        filter={filter}
        onAgain={() => setTries(tries + 1)}
        wanted={wanted}
        onGot={() => setWanted(null)}
      />
    </PageLayout>
  );
}

/** Which night it was: a printed page has no other heading. */
function PrintHeading() {
  const format = useDeskFormat();
  const name = useGame(({ game }) => game?.name ?? '');
  const created = useGame(({ game }) => game?.created_at ?? null);
  return (
    <p className={css.night} data-words="none">
      <bdi translate="no">{name}</bdi>
      {created !== null && `, ${format.day(created)}`}
    </p>
  );
}

/** What the whole list is wanted for, also what is older than the screen shows. */
type Wanted = 'print' | 'csv';

function Actions({ onWant }: { readonly onWant: (wanted: Wanted) => void }) {
  const { t, i18n: words } = useTranslation('history');
  const { laptop, gameCode } = useDesk();
  const ask = useRead();
  const saveLog = async () => {
    // By script, because a link can't say which seat is asking.
    const file = await ask(() => laptop.auditTable(gameCode, { lang: words.language }));
    if (file !== null) downloadFile(file, `game-${gameCode}-events.csv`);
  };
  return (
    <>
      <Button size="small" onPress={() => onWant('print')}>
        <Printer aria-hidden size={18} /> {t('print')}
      </Button>
      <Button size="small" onPress={() => onWant('csv')}>
        <Download aria-hidden size={18} /> {t('csv')}
      </Button>
      <Button size="small" onPress={() => void saveLog()}>
        <Download aria-hidden size={18} /> {t('log_csv')}
      </Button>
    </>
  );
}

interface HistoryResultsProps {
  readonly filter: HistoryFilter;
  readonly onAgain: () => void;
  /** Fetches what is older first, because neither paper nor a file has a button for it. */
  readonly wanted: Wanted | null;
  readonly onGot: () => void;
}

function HistoryResults({ filter, onAgain, wanted, onGot }: HistoryResultsProps) {
  const { t } = useTranslation('history');
  const { state, items, isFetchingOlder, older } = useHistory(filter);
  const { store } = useDesk();
  const { watch, holdHandlers, release, ...hold } = useHold({ epoch: useGame((view) => view.epoch) });
  const held = useHeldItems(items, hold, {
    keyOf: ({ id }) => id,
    latest: (challenge) => newest(challenge, findChallenge(store.drawn.getView(), challenge.id)),
  });
  const save = useSaveCsv();
  useEffect(() => {
    if (wanted === null || state === 'loading' || isFetchingOlder) return;
    // Whatever kept it from coming has been said.
    if (state === 'failed') onGot();
    else if (older !== null) void older().then((couldFetch) => couldFetch || onGot());
    else {
      if (wanted === 'print') print();
      else save(items);
      onGot();
    }
  });
  const started = useGame(({ game }) => game !== null && game.status !== 'waiting');
  const filtered = Object.keys(filter).length > 0;
  if (state === 'loading') return <output className={css.quiet}>{t('loading')}</output>;
  if (state === 'failed')
    return (
      <div role="alert" className={css.failed}>
        <p>{t('failed')}</p>
        <Button onPress={onAgain}>{t('again')}</Button>
      </div>
    );
  if (held.items.length === 0 && filtered)
    return <EmptyState title={t('none_found_title')}>{t('none_found')}</EmptyState>;
  if (held.items.length === 0)
    return <EmptyState title={t('none_title')}>{t(started ? 'none' : 'none_before')}</EmptyState>;
  return (
    <>
      <div ref={watch} {...holdHandlers} className={css.held}>
        {held.fresh > 0 && (
          <Button size="small" className={css.fresh} onPress={release}>
            {t('fresh', { count: held.fresh })}
          </Button>
        )}
        <HistoryTable items={held.items} />
      </div>
      {older !== null && (
        <div className={css.older}>
          <Button onPress={() => void older()}>{t('older')}</Button>
        </div>
      )}
    </>
  );
}

/** What left the list is still known. */
function newest(shown: Challenge, known: Challenge | undefined): Challenge {
  return known === undefined || known.version < shown.version ? shown : known;
}

function useSaveCsv() {
  const { i18n } = useTranslation('history');
  const format = useDeskFormat();
  const { gameCode } = useDesk();
  const teams = useGame((view) => view.teams);
  return (items: readonly Challenge[]) => {
    const table = historyCsv(items, teams, { words: i18n, format });
    downloadFile(new Blob([table], { type: 'text/csv;charset=utf-8' }), `game-${gameCode}-challenges.csv`);
  };
}
