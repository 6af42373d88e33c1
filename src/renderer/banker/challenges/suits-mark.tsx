import { clsx } from 'clsx';
import { CircleCheck, CircleQuestionMark, Repeat2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Need } from '../../../game/enums.ts';
import type { Suitability } from '../../../game/variants.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { useSuitsText } from '../hooks/use-suits-text.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import css from './suits-mark.module.css';

/** Whose needs the exercises of a picker are held against. */
export interface Recipient {
  readonly name: string;
  readonly needs: readonly Need[];
}

/** A shape for each, and a colour. */
const SHAPES = { as_it_is: CircleCheck, adapted: Repeat2, unmet: TriangleAlert, unknown: CircleQuestionMark };
const COLOURS: Readonly<Record<Suitability, string | undefined>> = {
  as_it_is: css.fine,
  adapted: css.other,
  unmet: css.unmet,
  unknown: css.unknown,
};

interface SuitsMarkProps {
  readonly exercise: ExerciseOption;
  readonly needs: readonly Need[];
}

/** Whether an exercise suits, and how: in a shape and in words. For somebody without needs there is nothing to say. */
export function SuitsMark({ exercise, needs }: SuitsMarkProps) {
  const suitsText = useSuitsText();
  if (needs.length === 0) return null;
  const { suitability, words } = suitsText(exercise, needs);
  const Shape = SHAPES[suitability];
  return (
    <small className={clsx(css.mark, COLOURS[suitability])} data-suits={suitability}>
      <Shape aria-hidden size={16} />{' '}
      <span>
        <BidiText>{words}</BidiText>
      </span>
    </small>
  );
}

/** Why the exercises are marked. */
export function WhyMarked({ recipient: { name, needs } }: { readonly recipient: Recipient }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const [first, ...more] = needs;
  if (first === undefined) return null;
  const who = { name: isolate(name) };
  const all = format.list(needs.map((need) => t(`desk.choice.${need}`)));
  return (
    <p className={css.why}>
      <BidiText>
        {more.length === 0
          ? t('suits.why', { why: t(`why.${first}`, who) })
          : t('suits.needs', { ...who, needs: all })}
      </BidiText>
    </p>
  );
}
