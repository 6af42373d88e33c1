import { DatabaseBackup, History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameView } from '../../../client/game-view.ts';
import type { Backup } from '../../../protocol/backups.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useRun, useNotify } from '../desk/notices.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import { backupsOf, eventsSince } from './backup-list.ts';
import { EventsSince } from './events-since.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import type { ListedEpochs } from './restoring.ts';
import { Section } from './section.tsx';
import { useBackupFormat } from './use-backup-format.ts';
import { useBackups } from './use-backups.ts';
import css from './safekeeping.module.css';

/** One game with its latest `seq` in this `epoch` of its log, or every game on the laptop. */
export type BackupScope =
  | { readonly kind: 'game'; readonly game: Game; readonly seq: number; readonly epoch: GameView['epoch'] }
  | { readonly kind: 'laptop'; readonly games: readonly Game[] };

interface BackupsSectionProps {
  readonly scope: BackupScope;
  readonly onRestored: (games: readonly Game[]) => void;
}

/** The list of backups, with buttons to make one and to restore one. */
export function BackupsSection({ scope, onRestored }: BackupsSectionProps) {
  const { t } = useTranslation('safekeeping');
  const { state, items, epochs, look } = useBackups();
  const shown = scope.kind === 'game' ? backupsOf(items, scope.game.game_code) : items;
  /** With the games as they were then: the list is asked for again meanwhile. */
  const [chosen, setChosen] = useState<{ readonly backup: Backup; readonly epochs: ListedEpochs } | null>(
    null,
  );
  const isInDatabase = useDeskHostInfo(OWNER_SEAT_ID)?.games_kept_in === 'database';
  const level = scope.kind === 'game' ? 3 : 2;
  if (isInDatabase)
    return (
      <Section title={t('backups.title')} hint={t('backups.hint_database')} part="backups" level={level} />
    );
  return (
    <Section
      title={t('backups.title')}
      hint={t('backups.hint')}
      part="backups"
      level={level}
      action={<MakeOne items={items} onMade={look} />}
    >
      {state === 'loading' && <output className={css.quiet}>{t('backups.loading')}</output>}
      <div role="alert">{state === 'failed' && <p className={css.failed}>{t('backups.failed')}</p>}</div>
      {state === 'ready' && shown.length === 0 && <None scope={scope} />}
      {shown.length > 0 && (
        <Table scope={scope} backups={shown} onChoose={(backup) => setChosen({ backup, epochs })} />
      )}
      {chosen !== null && (
        <RestoreDialog
          scope={scope}
          {...chosen}
          lost={scope.kind === 'game' ? sinceIn(scope, items, chosen.backup) : null}
          onClose={() => setChosen(null)}
          onRefused={() => void look()}
          onRestored={(games) => {
            void look();
            onRestored(games);
          }}
        />
      )}
    </Section>
  );
}

const sinceIn = (
  { game, seq }: Extract<BackupScope, { kind: 'game' }>,
  backups: readonly Backup[],
  backup: Backup,
): number | null => eventsSince(backups, backup, { gameCode: game.game_code, seq });

interface MakeOneProps {
  readonly items: readonly Backup[];
  readonly onMade: () => Promise<void>;
}

function MakeOne({ items, onMade }: MakeOneProps) {
  const { t } = useTranslation('safekeeping');
  const run = useRun();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    const made = await run(() => ownerLaptop.backUp(), 'backup');
    setBusy(false);
    if (made === null) return;
    notify(t(items.some(({ name }) => name === made.name) ? 'backups.same' : 'backups.made'));
    await onMade();
  };
  return (
    <Button size="small" onPress={() => void make()}>
      <DatabaseBackup aria-hidden size={18} /> {t(busy ? 'backups.making' : 'backups.make')}
    </Button>
  );
}

function None({ scope }: { readonly scope: BackupScope }) {
  const { t } = useTranslation('safekeeping');
  return scope.kind === 'game' ? (
    <EmptyState title={t('backups.none_of_game_title')}>{t('backups.none_of_game')}</EmptyState>
  ) : (
    <EmptyState title={t('backups.none_title')}>{t('backups.none')}</EmptyState>
  );
}

interface TableProps {
  readonly scope: BackupScope;
  readonly backups: readonly Backup[];
  readonly onChoose: (backup: Backup) => void;
}

function Table({ scope, backups, onChoose }: TableProps) {
  const { t } = useTranslation('safekeeping');
  return (
    // Some browsers let nobody scroll a part by keyboard that cannot have the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.scroll} tabIndex={0}>
      <table className={css.table} aria-label={t('backups.title')}>
        <thead>
          <tr>
            <th scope="col">{t('backups.when')}</th>
            <th scope="col">{t('backups.why')}</th>
            <th scope="col">{t(scope.kind === 'game' ? 'backups.since' : 'backups.games')}</th>
            <th scope="col">{t('backups.size')}</th>
            <th scope="col">{t('backups.state')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('backups.restore')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.name}>
              <BackupRow scope={scope} backups={backups} backup={backup} onChoose={onChoose} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends TableProps {
  readonly backup: Backup;
}

function BackupRow({ scope, backups, backup, onChoose }: RowProps) {
  const { t } = useTranslation('safekeeping');
  const words = useBackupFormat();
  const { games } = backup;
  const good = games !== null;
  return (
    <>
      <th scope="row">
        <time dateTime={backup.made_at}>{words.when(backup)}</time>
      </th>
      <td>{t(`reason.${backup.reason}`)}</td>
      <td>
        {scope.kind === 'laptop' ? (
          <Held games={games} />
        ) : (
          good && <EventsSince count={sinceIn(scope, backups, backup)} />
        )}
      </td>
      <td className={css.number} data-words="none">
        {words.size(backup)}
      </td>
      <td>
        <span className={css.state} data-good={good}>
          {t(good ? 'backups.good' : 'backups.damaged')}
        </span>
      </td>
      <td className={css.act}>
        {good && games.length > 0 && (
          <Button
            variant="soft"
            size="small"
            label={t('backups.restore_label', { when: words.when(backup) })}
            onPress={() => onChoose(backup)}
          >
            <History aria-hidden size={16} /> {t('backups.restore')}
          </Button>
        )}
      </td>
    </>
  );
}

const NAMED = 3;

/** The newest games in a backup by name, and how many more there are. */
function Held({ games }: Pick<Backup, 'games'>) {
  const { t } = useTranslation('safekeeping');
  if (games === null) return null;
  if (games.length === 0) return <>{t('backups.no_games')}</>;
  const newest = games.toReversed();
  const more = newest.length - NAMED;
  return (
    <>
      <ul className={css.held}>
        {newest.slice(0, NAMED).map(({ game_code: code, name }) => (
          <li key={code}>
            <bdi translate="no">{name}</bdi>{' '}
            <span className={css.quiet} data-words="none">
              {code}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <span className={css.quiet}>{t('backups.more', { count: more })}</span>}
    </>
  );
}
