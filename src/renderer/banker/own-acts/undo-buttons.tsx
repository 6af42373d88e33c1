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
  const words = useActWords(act);
  return (
    <Button
      variant="quiet"
      size="small"
      className={css[way]}
      label={t(`own_acts.${way}_label`, { act: words.full })}
      pending={isIgnoring}
      onPress={onPress}
    >
      <Sign aria-hidden size={16} />
      <span>{t(`own_acts.${way}`)}</span>{' '}
      {words.name === null ? <span>{words.short}</span> : <bdi translate="no">{words.name}</bdi>}
    </Button>
  );
}

/** What the act was, and whom it concerned. */
function useActWords(act: Act): {
  readonly full: string;
  readonly short: string;
  readonly name: string | null;
} {
  const { t } = useTranslation('banker');
  if (act.kind === 'give_several') {
    const short = t('own_acts.give_several', { count: act.members.length });
    return { full: short, short, name: null };
  }
  if (act.kind === 'add_several') {
    const short = t('own_acts.add_several', { count: act.players.length });
    return { full: short, short, name: null };
  }
  if (act.kind === 'move_several') {
    const short = t('own_acts.move_several', { count: act.moves.length });
    return { full: short, short, name: null };
  }
  const short = t(`own_acts.kinds.${act.kind}`);
  if (isSettingAct(act)) return { full: short, short, name: null };
  return { full: t('own_acts.of_player', { act: short, name: isolate(act.name) }), short, name: act.name };
}
