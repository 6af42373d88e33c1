import { Redo2, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SETTLING_MS } from '../../shared/left-places.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useIsOwnUndoAsked } from '../desk/notices.tsx';
import { useIgnoreDoubleClick } from '../hooks/use-ignore-double-click.ts';
import { TURNED_MS } from '../model/turns.ts';
import { useOwnActs } from './own-acts-context.tsx';
import type { Act } from './own-acts.ts';
import { useActWords } from './use-act-words.ts';
import { ownPressOf, useUndoRedo } from './use-undo-redo.ts';
import css from './undo-buttons.module.css';

/** Undo and Redo of what this page did last, each with the name of whom it concerns. */
export function UndoButtons() {
  const { last, overtaken, earlier, lastUndone, isAside, undo, undoEarlier, redo } = useUndoRedo();
  const isAsked = useIsOwnUndoAsked();
  // What they say changes with each press.
  const { isIgnoring, ignoreUntil } = useIgnoreDoubleClick();
  const { isNext, isSettling, settleAfter } = useNextSteps();
  // A double click is one press, and needs no word; after it, a press that is refused shows that it will be.
  const isResting = isSettling && !isIgnoring;
  const press = (act: Act, way: () => Promise<void>) => {
    const answer = way();
    ignoreUntil(answer);
    settleAfter(answer, act);
  };
  return (
    <div className={css.buttons} data-part="own-acts" data-asked={isAsked}>
      {last !== null && (
        <Way
          way={isAside ? 'undo_before' : 'undo'}
          act={last}
          isIgnoring={isIgnoring}
          isTurned={isResting || isNext(last)}
          onPress={() => press(last, undo)}
        />
      )}
      {earlier !== null && (
        <Earlier
          // Each rests anew.
          key={`${earlier.kind} ${earlier.id} ${earlier.version}`}
          act={earlier}
          isIgnoring={isIgnoring}
          onPress={() => press(earlier, undoEarlier)}
        />
      )}
      {overtaken !== null && (earlier === null || lastUndone === null) && <Overtaken act={overtaken} />}
      {lastUndone !== null && (
        <Way
          way="redo"
          act={lastUndone}
          isIgnoring={isIgnoring}
          isTurned={isResting || isNext(lastUndone)}
          onPress={() => press(lastUndone, redo)}
        />
      )}
    </div>
  );
}

/**
 * The steps that a press may leave in the place of its own: whoever presses again to be sure means none of them, until they can have been
 * read. `isSettling`: for as long as `useUndoRedo` refuses every press after an answer.
 */
function useNextSteps() {
  const ownActs = useOwnActs();
  const [steps, setSteps] = useState<readonly Act[]>([]);
  const [isSettling, setSettling] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      clearTimeout(settling.current);
    },
    [],
  );
  const settleAfter = (answer: Promise<unknown>, pressed: Act) => {
    const { done, undone } = ownActs.get();
    const others = [...done, ...undone].filter((act) => act !== pressed);
    const settle = () => {
      setSteps(others);
      setSettling(true);
      clearTimeout(settling.current);
      settling.current = setTimeout(() => setSettling(false), SETTLING_MS);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setSteps([]), TURNED_MS);
    };
    answer.then(settle, settle);
  };
  return { isNext: (act: Act) => steps.includes(act), isSettling, settleAfter };
}

/** The step before that one has come into its place while nobody pressed: whoever is about to press means the other. */
function Earlier(props: Omit<WayProps, 'way' | 'isTurned'>) {
  const [isTurned, setTurned] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setTurned(false), TURNED_MS);
    return () => clearTimeout(timer);
  }, []);
  return <Way {...props} way="undo_before" isTurned={isTurned} />;
}

/** Why Undo is for another step, or not there any more: in its place, or beside it. */
function Overtaken({ act }: { readonly act: Act }) {
  const { t } = useTranslation('banker');
  const { tooLate, short, name } = useActWords()(act);
  return (
    <p className={css.overtaken} title={tooLate} data-part="overtaken">
      <BidiText>{t('own_acts.gone_on', { name: isolate(name ?? short) })}</BidiText>
    </p>
  );
}

interface WayProps {
  /** `undo_before`: it is not what this page did last. */
  readonly way: 'undo' | 'undo_before' | 'redo';
  readonly act: Act;
  readonly isIgnoring: boolean;
  readonly isTurned?: boolean;
  readonly onPress: () => void;
}

function Way({ way, act, isIgnoring, isTurned = false, onPress }: WayProps) {
  const { t } = useTranslation('banker');
  const Sign = way === 'redo' ? Redo2 : Undo2;
  const { short, name } = useActWords()(act);
  const word = way === 'redo' ? way : 'undo';
  // What is on the button comes first in its name: somebody who speaks to the computer says what there is to read (WCAG 2.5.3).
  const shown = `${t(`own_acts.${word}`)} ${name === null ? short : isolate(name)}`;
  const full = {
    undo: t(name === null ? 'own_acts.last_several_label' : 'own_acts.last_label', { shown, act: short }),
    undo_before: name === null ? shown : t('own_acts.step_label', { shown, act: short }),
    redo: name === null ? shown : t('own_acts.step_label', { shown, act: short }),
  };
  return (
    <Button
      variant="quiet"
      size="small"
      className={css[word]}
      presses={[ownPressOf(word)]}
      label={full[way]}
      pending={isIgnoring}
      turned={isTurned}
      onPress={onPress}
    >
      <Sign aria-hidden size={16} />
      <span>{t(`own_acts.${word}`)}</span>{' '}
      {name === null ? <span>{short}</span> : <bdi translate="no">{name}</bdi>}
    </Button>
  );
}
