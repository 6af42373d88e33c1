import { Redo2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useIgnoreDoubleClick } from '../hooks/use-ignore-double-click.ts';
import { isSettingAct, type Act } from './own-acts.ts';
import { useUndoRedo } from './use-undo-redo.ts';
import css from './undo-buttons.module.css';

/** Undo and Redo of what this page did last, each with the name of whom it concerns. */
export function UndoButtons() {
  const { last, lastUndone, undo, redo } = useUndoRedo();
  // What they say changes with each press.
  const { isIgnoring, ignoreUntil } = useIgnoreDoubleClick();
  return (
    <div className={css.buttons} data-part="own-acts">
      {last !== null && (
        <Way way="undo" act={last} isIgnoring={isIgnoring} onPress={() => ignoreUntil(undo())} />
      )}
      {lastUndone !== null && (
        <Way way="redo" act={lastUndone} isIgnoring={isIgnoring} onPress={() => ignoreUntil(redo())} />
      )}
    </div>
  );
}

interface WayProps {
  readonly way: 'undo' | 'redo';
  readonly act: Act;
  readonly isIgnoring: boolean;
  readonly onPress: () => void;
}

function Way({ way, act, isIgnoring, onPress }: WayProps) {
  const { t } = useTranslation('banker');
  const Sign = way === 'undo' ? Undo2 : Redo2;
  const kind = t(`own_acts.kinds.${act.kind}`);
  return (
    <Button
      variant="quiet"
      size="small"
      className={css.way}
      label={
        isSettingAct(act)
          ? t(`own_acts.${way}_setting_label`, { act: kind })
          : t(`own_acts.${way}_label`, { act: kind, name: isolate(act.name) })
      }
      pending={isIgnoring}
      onPress={onPress}
    >
      <Sign aria-hidden size={16} />
      <span>{t(`own_acts.${way}`)}</span>{' '}
      {isSettingAct(act) ? <span>{kind}</span> : <bdi translate="no">{act.name}</bdi>}
    </Button>
  );
}
