import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../../client/host-client.ts';
import type { Backup } from '../../../protocol/backups.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { isolate, Sentence } from '../../shared/locales/bidi-text.tsx';
import { Action } from '../components/button.tsx';
import { Window } from '../components/dialog.tsx';
import { SelectField } from '../components/fields.tsx';
import { useSay } from '../desk/notices.tsx';
import { ownersLaptop } from '../entry/owner-laptop.ts';
import { goneWith } from './backup-list.ts';
import type { Scope } from './backups-section.tsx';
import { Refused } from './refusal-message.tsx';
import { useAttempt } from './use-attempt.ts';
import { useWordsOf } from './use-backup-format.ts';
import css from './safekeeping.module.css';

interface RestoreWindowProps {
  readonly scope: Scope;
  readonly backup: Backup;
  /** How many things happened since; null: nobody can say. */
  readonly lost: number | null;
  readonly onClose: () => void;
  readonly onRestored: (games: readonly Game[]) => void;
}

/** Stands for all games in the choice. */
const ALL = 'all';

/** Says in plain words what going back means, and does it. */
export function RestoreWindow({ scope, backup, lost, onClose, onRestored }: RestoreWindowProps) {
  const { t } = useTranslation(['safekeeping', 'banker']);
  const say = useSay();
  const words = useWordsOf();
  const { busy, refusal, attempt } = useAttempt();
  const held = backup.games?.toReversed() ?? [];
  const [what, setWhat] = useState(
    scope.kind === 'game' ? scope.game.game_code : (held[0]?.game_code ?? ALL),
  );
  const keys = useRef(new Map<string, string>());
  const name = isolate(held.find(({ game_code }) => game_code === what)?.name ?? '');
  const when = words.when(backup);

  const restore = async () => {
    // The same order under the same key: pressed again after a lost answer, it does nothing twice.
    const key = keys.current.get(what) ?? newIdempotencyKey();
    keys.current.set(what, key);
    const order = what === ALL ? {} : { game_code: what };
    const restored = await attempt(() => ownersLaptop.restore(backup.name, order, { idempotencyKey: key }));
    if (restored === null) return;
    say(what === ALL ? t('restore.done_all', { when }) : t('restore.done', { name, when }));
    onClose();
    onRestored(restored.games);
  };
  return (
    <Window title={t('restore.title')} open onOpenChange={(open) => !open && !busy && onClose()}>
      {() => (
        <>
          <p className={css.made}>{t('restore.made', { when })}</p>
          {scope.kind === 'house' && <What held={held} value={what} onChange={setWhat} />}
          <ul className={css.meaning}>
            <li>
              <Sentence>{what === ALL ? t('restore.back_all') : t('restore.back', { name })}</Sentence>
            </li>
            <li>
              <Lost count={lost} />
            </li>
            {scope.kind === 'house' && what === ALL && <Gone backup={backup} present={scope.games} />}
            <li>{t('restore.again')}</li>
            <li>{t('restore.safe')}</li>
          </ul>
          <Refused title={t('restore.failed')} refusal={refusal} />
          <output className={css.busy}>
            {busy && (
              <>
                <progress aria-label={t('restore.busy')} /> {t('restore.busy')}
              </>
            )}
          </output>
          <div className={css.answers}>
            <Action onPress={() => !busy && onClose()}>{t('banker:keep')}</Action>
            <Action kind="danger" onPress={() => void restore()}>
              {t('restore.yes')}
            </Action>
          </div>
        </>
      )}
    </Window>
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
  if (count === null) return t('restore.lost');
  return count === 0 ? t('restore.lost_none') : t('restore.lost_count', { count });
}

interface GoneProps {
  readonly backup: Backup;
  readonly present: readonly Game[];
}

function Gone({ backup, present }: GoneProps) {
  const { t } = useTranslation('safekeeping');
  const gone = goneWith(backup, present);
  if (gone.length === 0) return null;
  return (
    <li>
      <strong>
        <Sentence>{t('restore.gone', { names: gone.map(({ name }) => isolate(name)).join(', ') })}</Sentence>
      </strong>
    </li>
  );
}
