import { Redo2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { useTurns } from '../desk/notices.tsx';
import { useIgnoreDoubleClick } from '../hooks/use-ignore-double-click.ts';
import { useTurn } from '../hooks/use-turn.ts';
import type { Act } from './own-acts.ts';
import { useActWords } from './use-act-words.ts';
import { useUndoRedo } from './use-undo-redo.ts';
import css from './undo-buttons.module.css';

/** Undo and Redo of what this page did last, each with the name of whom it concerns. */
export function UndoButtons() {
  const { last, lastUndone, isAside, undo, redo } = useUndoRedo();
  // What they say changes with each press.
  const { isIgnoring, ignoreUntil } = useIgnoreDoubleClick();
  // Redo comes to be where Undo was, and the other way round.
  const turns = useTurns();
  const { phase: undoPhase } = useTurn('own undo');
  const { phase: redoPhase } = useTurn('own redo');
  const press = (opposite: 'own undo' | 'own redo', answer: Promise<void>) => {
    ignoreUntil(answer);
    turns.begin(opposite, answer);
  };
  return (
    <div className={css.buttons} data-part="own-acts">
      {last !== null && (
        <Way
          way={isAside ? 'undo_before' : 'undo'}
          act={last}
          isIgnoring={isIgnoring}
          turned={undoPhase === 'turned'}
          onPress={() => press('own redo', undo())}
        />
      )}
      {lastUndone !== null && (
        <Way
          way="redo"
          act={lastUndone}
          isIgnoring={isIgnoring}
          turned={redoPhase === 'turned'}
          onPress={() => press('own undo', redo())}
        />
      )}
    </div>
  );
}

interface WayProps {
  /** `undo_before`: it is not what this page did last. */
  readonly way: 'undo' | 'undo_before' | 'redo';
  readonly act: Act;
  readonly isIgnoring: boolean;
  readonly turned: boolean;
  readonly onPress: () => void;
}

function Way({ way, act, isIgnoring, turned, onPress }: WayProps) {
  const { t } = useTranslation('banker');
  const Sign = way === 'redo' ? Redo2 : Undo2;
  const words = useActWords()(act);
  const word = way === 'redo' ? way : 'undo';
  return (
    <Button
      variant="quiet"
      size="small"
      className={css[word]}
      label={t(`own_acts.${way}_label`, { act: words.full })}
      pending={isIgnoring}
      turned={turned}
      onPress={onPress}
    >
      <Sign aria-hidden size={16} />
      <span>{t(`own_acts.${word}`)}</span>{' '}
      {words.name === null ? <span>{words.short}</span> : <bdi translate="no">{words.name}</bdi>}
    </Button>
  );
}
