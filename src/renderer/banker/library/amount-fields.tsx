import { useTranslation } from 'react-i18next';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_TARGET } from '../../../game/limits.ts';
import { useFormat } from '../../shared/format.ts';
import { NumberField } from '../components/number-field.tsx';
import { AMOUNTS, type DraftFaults, type ExerciseDraft, type NumberName } from './exercise-draft.ts';
import css from './library.module.css';

const MINUTES = { min: 0.5, max: MAX_DURATION_SECONDS / 60, step: 0.5 };

interface NumbersProps {
  readonly draft: ExerciseDraft;
  /** Null: not to be told yet. */
  readonly faults: DraftFaults | null;
  readonly onChange: (changed: Partial<Record<NumberName, number | null | 'refused'>>) => void;
}

/** How much is asked for, at each tier. */
export function AmountFields({ draft, faults, onChange }: NumbersProps) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const limits = { min: format.number(MIN_TARGET), max: format.number(MAX_TARGET) };
  return (
    <div className={css.amounts}>
      {AMOUNTS.map((name) => (
        <NumberField
          key={name}
          label={t(`exercises.${name}`)}
          value={numberOf(draft[name])}
          min={MIN_TARGET}
          max={MAX_TARGET}
          fault={faults?.numbers.has(name) === true ? t('exercises.amount_refused', limits) : null}
          onChange={(number, isEmpty) => onChange({ [name]: isEmpty ? null : (number ?? 'refused') })}
        />
      ))}
    </div>
  );
}

/** How long there is for it. */
export function MinutesField({ draft, faults, onChange }: NumbersProps) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const limits = { min: format.number(MINUTES.min), max: format.number(MINUTES.max) };
  return (
    <NumberField
      label={t('exercises.minutes')}
      hint={t('exercises.minutes_hint')}
      value={numberOf(draft.minutes)}
      {...MINUTES}
      fault={faults?.numbers.has('minutes') === true ? t('exercises.minutes_refused', limits) : null}
      onChange={(number, isEmpty) => onChange({ minutes: isEmpty ? null : (number ?? 'refused') })}
    />
  );
}

/** What the field begins with. */
const numberOf = (typed: ExerciseDraft[NumberName]) => (typed === 'refused' ? null : typed);
