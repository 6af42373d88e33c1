import { clsx } from 'clsx';
import { TriangleAlert } from 'lucide-react';
import { Suspense, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { useFormat } from '../../shared/format.ts';
import { ActivityFeed } from '../activity-feed/activity-feed.tsx';
import { useFeed } from '../activity-feed/use-feed.ts';
import { ActiveList } from '../challenges/active-list.tsx';
import { WaitingList } from '../challenges/waiting-list.tsx';
import { useDoctorReport } from '../doctor/use-doctor-report.ts';
import { EveningLines } from '../evening/evening-lines.tsx';
import { useHold } from '../hooks/use-held-list.ts';
import { Lobby } from '../joining/lobby.tsx';
import { listRoom } from '../model/list-room.ts';
import { NextGameLine } from '../next-game/next-game-line.tsx';
import { Rail } from '../rail/rail.tsx';
import { useWarnings } from '../rail/use-warnings.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { useDesk, useGame, useWaitingCount } from './desk-context.ts';
import { MovedAlarm } from './moved-alarm.tsx';
import { NoticePlace } from './notices.tsx';
import { OutageLine } from './outage-line.tsx';
import { OTHER_PAGES } from './pages.tsx';
import { ReopenGame } from './reopen-game.tsx';
import { useHeardHostInfo } from './save-trouble-context.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { StorageAlarm } from './storage-alarm.tsx';
import { TopBar } from './top-bar.tsx';
import { useAlerts } from './use-alerts.ts';
import { useDocumentTitle } from './use-document-title.ts';
import { useShortcuts } from './use-shortcuts.ts';
import css from './desk.module.css';

/** The desk of one game. */
export function Desk() {
  const { t } = useTranslation('banker');
  const { seat } = useDesk();
  const info = useHeardHostInfo(seat);
  const loaded = useGame((view) => view.loaded);
  const feed = useFeed();
  const searchRef = useRef<HTMLInputElement>(null);
  const [helping, setHelping] = useState(false);
  const [column, setColumn] = useState<Column>('waiting');
  useDocumentTitle();
  useAlerts();
  const [reopening, setReopening] = useState(false);
  const canReopen = useGame(({ game }) => (game?.next_game_code ?? null) === null);
  useShortcuts({
    searchRef,
    onJump: setColumn,
    onHelp: () => setHelping(true),
    onReopen: () => setReopening(canReopen),
  });

  if (!loaded)
    return (
      <main className={css.opening}>
        <output>{t('opening')}</output>
        <ConnectionBanner />
      </main>
    );
  return (
    <div className={css.desk}>
      <div className={css.above}>
        <TopBar onHelp={() => setHelping(true)} />
      </div>
      <div className={css.notices} data-part="notices">
        <ConnectionBanner />
        <StorageAlarm />
        <MovedAlarm info={info} />
        <OutageLine />
        <NextGameLine />
        <EveningLines />
      </div>
      <Body info={info} searchRef={searchRef} column={column} onColumn={setColumn} />
      <NoticePlace />
      <ActivityFeed feed={feed} />
      <ShortcutsDialog open={helping} onOpenChange={setHelping} />
      <ReopenGame open={reopening} onOpenChange={setReopening} />
    </div>
  );
}

interface BodyProps {
  readonly info: HostInfo | null;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly column: Column;
  readonly onColumn: (column: Column) => void;
}

function Body(props: BodyProps) {
  const { t } = useTranslation('banker');
  const { page } = useDesk();
  const Other = page === 'desk' ? undefined : OTHER_PAGES[page];
  if (Other === undefined) return <DeskColumns {...props} />;
  return (
    <Suspense fallback={<output className={css.opening}>{t('top.loading_page')}</output>}>
      <Other />
    </Suspense>
  );
}

/** It has its place while there is none, too. */
function Count({ count }: { readonly count: number }) {
  return <span className={css.number}>{count > 0 && count}</span>;
}

/** The room has the laptop's warnings in it: how many, while something else takes its place. */
function WarningCount({ info }: { readonly info: HostInfo | null }) {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const { length: count } = useWarnings(info).keys;
  const number = format.number(count);
  return (
    <span className={clsx(css.number, css.warns)}>
      {count > 0 && (
        <>
          <TriangleAlert aria-hidden size={16} /> <span aria-hidden>{number}</span>
          <span className="visually-hidden"> {t('warning.count', { count, number })}</span>
        </>
      )}
    </span>
  );
}

const COLUMNS = ['waiting', 'active', 'rail'] as const;
type Column = (typeof COLUMNS)[number];

/** Where one list is above the other: which of them takes the room of both. It changes only while nobody has a hand in them. */
function useListRoom(counts: Parameters<typeof listRoom>[0]) {
  const { isHeld, watch, holdHandlers } = useHold({ epoch: useGame((view) => view.epoch) });
  const now = listRoom(counts);
  const [room, setRoom] = useState(now);
  if (!isHeld && room !== now) setRoom(now);
  return { room, watch, holdHandlers };
}

/** Waiting, active and the rail: side by side, or one at a time where the window is too narrow. */
function DeskColumns({ info, searchRef, column, onColumn }: BodyProps) {
  const { t } = useTranslation('banker');
  const { selectedPlayerId, selectPlayer, laptop } = useDesk();
  const report = useDoctorReport(laptop);
  const begun = useGame(({ game }) => game !== null && game.status !== 'waiting');
  const waiting = useWaitingCount();
  const open = useGame(({ challenges }) => challenges.length);
  // A player's panel takes the place of the room.
  const shown = selectedPlayerId === null ? column : 'rail';
  const show = (each: Column) => {
    if (each !== 'rail') selectPlayer(null);
    onColumn(each);
  };
  const counts = { waiting, active: open - waiting };
  const { room, watch, holdHandlers } = useListRoom(counts);
  return (
    <main
      ref={watch}
      {...holdHandlers}
      className={css.main}
      data-column={shown}
      data-begun={begun}
      data-room={room}
    >
      <nav className={css.columns} aria-label={t('top.columns')}>
        {COLUMNS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === shown}
            data-column={each}
            className={css.columnButton}
            onClick={() => show(each)}
          >
            {t(`column.${each}`)}
            {each === 'rail' ? <WarningCount info={info} /> : <Count count={counts[each]} />}
          </button>
        ))}
      </nav>
      {begun ? (
        <>
          <WaitingList />
          <ActiveList />
        </>
      ) : (
        <Lobby info={info} report={report} />
      )}
      <Rail info={info} report={report} searchRef={searchRef} />
    </main>
  );
}
