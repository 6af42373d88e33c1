import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Window } from '../components/dialog.tsx';
import { Tick } from '../components/fields.tsx';
import { useDesk } from './desk-context.ts';
import { areKeysOn, switchKeys } from './shortcuts-enabled.ts';
import css from './shortcuts-dialog.module.css';

const KEYS = [
  { keys: ['J', 'K'], does: 'move' },
  { keys: ['↵'], does: 'accept' },
  { keys: ['1', '…', '9'], does: 'preset' },
  { keys: ['C'], does: 'complete' },
  { keys: ['X'], does: 'cancel' },
  { keys: ['Z'], does: 'undo' },
  { keys: ['P'], does: 'turn' },
  { keys: ['/'], does: 'search' },
  { keys: ['?'], does: 'help' },
] as const;

interface KeysWindowProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What each key does, and the switch for all of them. */
export function KeysWindow({ open, onOpenChange }: KeysWindowProps) {
  const { t } = useTranslation('banker');
  const { memory } = useDesk();
  const [on, setOn] = useState(() => areKeysOn(memory));
  return (
    <Window title={t('keys.title')} open={open} onOpenChange={onOpenChange}>
      {() => (
        <>
          <dl className={css.keys} data-off={!on}>
            {KEYS.map(({ keys, does }) => (
              <div key={does}>
                <dt data-words="none">
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(`keys.${does}`)}</dd>
              </div>
            ))}
          </dl>
          <Tick
            label={t('keys.on')}
            hint={t('keys.on_hint')}
            checked={on}
            onChange={(wanted) => {
              setOn(wanted);
              switchKeys(memory, wanted);
            }}
          />
        </>
      )}
    </Window>
  );
}
