import { Suspense, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostInfo } from '../../shared/hooks/use-host-info.ts';
import { JustHappened } from '../activity-feed/activity-feed.tsx';
import { useLines } from '../activity-feed/use-feed-items.ts';
import { Active } from '../challenges/active-list.tsx';
import { Waiting } from '../challenges/waiting-list.tsx';
import { Lobby } from '../joining/lobby.tsx';
import { Rail } from '../rail/rail.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { useDesk, useGame } from './desk-context.ts';
import { NoticeArea } from './notices.tsx';
import { OTHER_PAGES } from './pages.tsx';
import { KeysWindow } from './shortcuts-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useCalls } from './use-alerts.ts';
import { useTitle } from './use-document-title.ts';
import { useKeys } from './use-shortcuts.ts';
import css from './desk.module.css';

/** The desk of one game. */
export function Desk() {
  const { t } = useTranslation('banker');
  const loaded = useGame((view) => view.loaded);
  const lines = useLines();
  const searchRef = useRef<HTMLInputElement>(null);
  const [helping, setHelping] = useState(false);
  useTitle();
  useCalls();
  useKeys({ lines, searchRef, onHelp: () => setHelping(true) });

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
        <ConnectionBanner />
        <NoticeArea />
      </div>
      <Body searchRef={searchRef} />
      <JustHappened lines={lines} />
      <KeysWindow open={helping} onOpenChange={setHelping} />
    </div>
  );
}

interface BodyProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

function Body({ searchRef }: BodyProps) {
  const { t } = useTranslation('banker');
  const { page } = useDesk();
  const Other = page === 'desk' ? undefined : OTHER_PAGES[page];
  if (Other === undefined) return <Room searchRef={searchRef} />;
  return (
    <Suspense fallback={<output className={css.opening}>{t('top.loading_page')}</output>}>
      <Other />
    </Suspense>
  );
}

const COLUMNS = ['waiting', 'active', 'room'] as const;

/** Waiting, active and the room: side by side, or where there is no width for three, one at a time. */
function Room({ searchRef }: BodyProps) {
  const { t } = useTranslation('banker');
  const { chosen, seat } = useDesk();
  const [column, setColumn] = useState<(typeof COLUMNS)[number]>('waiting');
  const info = useHostInfo(seat);
  const begun = useGame(({ game }) => game !== null && game.status !== 'waiting');
  const waiting = useGame(
    ({ challenges }) => challenges.filter(({ status }) => status === 'requested').length,
  );
  return (
    <main className={css.room} data-column={chosen === null ? column : 'room'} data-begun={begun}>
      <nav className={css.columns} aria-label={t('top.columns')}>
        {COLUMNS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === column}
            className={css.columnButton}
            onClick={() => setColumn(each)}
          >
            {t(`column.${each}`)}
            {each === 'waiting' && waiting > 0 && <span className={css.number}>{waiting}</span>}
          </button>
        ))}
      </nav>
      {begun ? (
        <>
          <Waiting />
          <Active />
        </>
      ) : (
        <Lobby info={info} />
      )}
      <Rail info={info} searchRef={searchRef} />
    </main>
  );
}
