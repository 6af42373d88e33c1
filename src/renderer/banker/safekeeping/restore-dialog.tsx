import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../protocol/backups.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { SelectField } from '../components/fields.tsx';
import { useNotify } from '../desk/notices.tsx';
import { ownerApi, ownerLaptop } from '../entry/owner-laptop.ts';
import { gamesLostBy } from './backup-list.ts';
import type { BackupScope } from './backups-section.tsx';
import { RefusalMessage } from './refusal-message.tsx';
import { createRestoring, type ListedEpochs } from './restoring.ts';
import { useAttempt } from './use-attempt.ts';
import { useBackupFormat } from './use-backup-format.ts';
import css from './safekeeping.module.css';

interface RestoreDialogProps {
  readonly scope: BackupScope;
  readonly backup: Backup;
  /** Of the games as they were when it was chosen. */
  readonly epochs: ListedEpochs;
  /** How many events came since; null when unknown. */
  readonly lost: number | null;
  readonly onClose: () => void;
  readonly onRefused: () => void;
  readonly onRestored: (games: readonly Game[]) => void;
}

/** The option that means every game. */
const ALL = 'all';

/** Says in plain words what a restore means, and does it. */
export function RestoreDialog({
  scope,
  backup,
  epochs,
  lost,
  onClose,
  onRefused,
  onRestored,
}: RestoreDialogProps) {
  const { t } = useTranslation('safekeeping');
  const { t: tBanker } = useTranslation('banker');
  const notify = useNotify();
  const words = useBackupFormat();
  const { busy, refusal, attempt } = useAttempt();
  const [bringBack] = useState(() =>
    createRestoring({ laptop: ownerLaptop, api: ownerApi, monotonic: () => performance.now() }),
  );
  const held = backup.games?.toReversed() ?? [];
  const [what, setWhat] = useState(
    scope.kind === 'game' ? scope.game.game_code : (held[0]?.game_code ?? ALL),
  );
  const name = isolate(held.find(({ game_code }) => game_code === what)?.name ?? '');
  const when = words.when(backup);

  const restore = async () => {
    const order = what === ALL ? {} : { game_code: what };
    const restored = await attempt(() => bringBack(backup, order, scope.kind === 'game' ? scope : epochs));
    if (restored === null) return onRefused();
    notify(what === ALL ? t('restore.done_all', { when }) : t('restore.done', { name, when }));
    onClose();
    onRestored(restored.games);
  };
  return (
    <Dialog title={t('restore.title')} open onOpenChange={(open) => !open && !busy && onClose()}>
      {() => (
        <>
          <p className={css.made}>{t('restore.made', { when })}</p>
          {scope.kind === 'laptop' && <What held={held} value={what} onChange={setWhat} />}
          <ul className={css.meaning}>
            <li>
              <BidiText>{what === ALL ? t('restore.back_all') : t('restore.back', { name })}</BidiText>
            </li>
            <li>
              <Lost count={lost} />
            </li>
            {scope.kind === 'laptop' && what === ALL && <Gone backup={backup} present={scope.games} />}
            <li>{t('restore.again')}</li>
            <li>{t('restore.safe')}</li>
          </ul>
          <RefusalMessage title={t('restore.failed')} refusal={refusal} />
          <output className={css.busy}>
            {busy && (
              <>
                <progress aria-label={t('restore.busy')} /> {t('restore.busy')}
              </>
            )}
          </output>
          <div className={css.answers} data-answers>
            <Button onPress={() => !busy && onClose()}>{tBanker('cancel')}</Button>
            <Button variant="danger" onPress={() => void restore()}>
              {t('restore.yes')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

interface WhatProps {
  readonly held: NonNullable<Backup['games']>;
  readonly value: string;
  readonly onChange: (what: string) => void;
}

/** Which of the backup's games, or all of them. */
function What({ held, value, onChange }: WhatProps) {
  const { t } = useTranslation('safekeeping');
  const each = held.map(({ game_code: code, name }) => ({ value: code, label: `${name} (${code})` }));
  const all = { value: ALL, label: t('restore.all', { count: held.length }) };
  return (
    <SelectField
      label={t('restore.what')}
      value={value}
      choices={held.length > 1 ? [...each, all] : each}
      onChange={onChange}
    />
  );
}

function Lost({ count }: { readonly count: number | null }) {
  const { t } = useTranslation('safekeeping');
  if (count === null) return <>{t('restore.lost')}</>;
  return <>{count === 0 ? t('restore.lost_none') : t('restore.lost_count', { count })}</>;
}

interface GoneProps {
  readonly backup: Backup;
  readonly present: readonly Game[];
}

function Gone({ backup, present }: GoneProps) {
  const { t } = useTranslation('safekeeping');
  const format = useFormat();
  const gone = gamesLostBy(backup, present);
  if (gone.length === 0) return null;
  return (
    <li>
      <strong>
        <BidiText>
          {t('restore.gone', { names: format.list(gone.map(({ name }) => isolate(name))) })}
        </BidiText>
      </strong>
    </li>
  );
}
