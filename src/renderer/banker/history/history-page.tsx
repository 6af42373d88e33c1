import { Download, Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { Action } from '../components/button.tsx';
import { Empty } from '../components/empty-state.tsx';
import { Page } from '../components/page-layout.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { saveFile } from '../download-file.ts';
import { Filters } from './history-filters.tsx';
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
  const epoch = useGame((view) => view.epoch);
  const [tries, setTries] = useState(0);
  return (
    <Page title={t('title')} part="history" actions={<Actions />}>
      <Night />
      <Filters filter={filter} onChange={setChosen} />
      <Found
        key={`${JSON.stringify(filter)} ${epoch} ${tries}`}
        filter={filter}
        onAgain={() => setTries(tries + 1)}
      />
    </Page>
  );
}

/** Which night it was: the paper has no other head. */
function Night() {
  const format = useFormat();
  const name = useGame(({ game }) => game?.name ?? '');
  const created = useGame(({ game }) => game?.created_at ?? null);
  return (
    <p className={css.night} data-words="none">
      <bdi>{name}</bdi>
      {created !== null && `, ${format.day(created)}`}
    </p>
  );
}

function Actions() {
  const { t } = useTranslation('history');
  const { laptop, gameCode } = useDesk();
  const run = useRun();
  const save = async () => {
    // By script, because a link could not say which seat asks.
    const file = await run(() => laptop.auditTable(gameCode));
    if (file !== null) saveFile(file, `game-${gameCode}-events.csv`);
  };
  return (
    <>
      <Action size="small" onPress={() => print()}>
        <Printer aria-hidden size={18} /> {t('print')}
      </Action>
      <Action size="small" onPress={() => void save()}>
        <Download aria-hidden size={18} /> {t('csv')}
      </Action>
    </>
  );
}

interface FoundProps {
  readonly filter: HistoryFilter;
  readonly onAgain: () => void;
}

function Found({ filter, onAgain }: FoundProps) {
  const { t } = useTranslation('history');
  const { state, items, older } = useHistory(filter);
  const started = useGame(({ game }) => game !== null && game.status !== 'waiting');
  const filtered = Object.keys(filter).length > 0;
  if (state === 'loading') return <output className={css.quiet}>{t('loading')}</output>;
  if (state === 'failed')
    return (
      <div role="alert" className={css.failed}>
        <p>{t('failed')}</p>
        <Action onPress={onAgain}>{t('again')}</Action>
      </div>
    );
  if (items.length === 0 && filtered) return <Empty title={t('none_found_title')}>{t('none_found')}</Empty>;
  if (items.length === 0) return <Empty title={t('none_title')}>{t(started ? 'none' : 'none_before')}</Empty>;
  return (
    <>
      <HistoryTable items={items} />
      {older !== null && (
        <div className={css.older}>
          <Action onPress={older}>{t('older')}</Action>
        </div>
      )}
    </>
  );
}
