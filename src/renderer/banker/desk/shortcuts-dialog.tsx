import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/locales/language.ts';
import { Dialog } from '../components/dialog.tsx';
import { Checkbox } from '../components/fields.tsx';
import { useDesk } from './desk-context.ts';
import { areShortcutsOn, setShortcutsOn } from './shortcuts-enabled.ts';
import css from './shortcuts-dialog.module.css';

const SHORTCUTS = [
  { keys: ['J', 'K'], does: 'move' },
  { keys: ['L'], does: 'jump' },
  { keys: ['↵'], does: 'accept' },
  { keys: ['1', '…', '9'], does: 'preset' },
  { keys: ['T'], does: 'tick' },
  { keys: ['G'], does: 'several' },
  { keys: ['C'], does: 'complete' },
  { keys: ['X'], does: 'cancel' },
  { keys: ['Z'], does: 'undo' },
  { keys: ['⇧ Z'], does: 'redo' },
  { keys: ['P'], does: 'toggle' },
  { keys: ['/'], does: 'search' },
  // Onwards is where texts run to.
  { keys: ['→', '←'], rtl: ['←', '→'], does: 'finale' },
  { keys: ['?'], does: 'help' },
] as const;

interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What each shortcut does, and a switch for all of them. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { t, i18n } = useTranslation('banker');
  const isRtl = directionOf(i18n.language) === 'rtl';
  const { storage } = useDesk();
  const [on, setOn] = useState(() => areShortcutsOn(storage));
  return (
    <Dialog title={t('shortcuts.title')} open={open} onOpenChange={onOpenChange} wide>
      {() => (
        <>
          <dl className={css.shortcuts} data-off={!on}>
            {SHORTCUTS.map((shortcut) => (
              <div key={shortcut.does}>
                <dt data-words="none">
                  {(isRtl && 'rtl' in shortcut ? shortcut.rtl : shortcut.keys).map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(`shortcuts.${shortcut.does}`)}</dd>
              </div>
            ))}
          </dl>
          <Checkbox
            of={null}
            label={t('shortcuts.on')}
            hint={t('shortcuts.on_hint')}
            checked={on}
            onChange={(wanted) => {
              setOn(wanted);
              setShortcutsOn(storage, wanted);
            }}
          />
        </>
      )}
    </Dialog>
  );
}
