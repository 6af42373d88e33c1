import { clsx } from 'clsx';
import { type InputHTMLAttributes, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextLimit } from '../../../game/text-limits.ts';
import { TextCounter } from '../../shared/components/text-counter.tsx';
import { typedTextFault } from '../../shared/typed-text.ts';
import css from './field.module.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Shown as a counter. What exceeds it is never cut: the field says so. */
  readonly limit?: TextLimit;
  /** What is wrong with the input; null when it is fine. */
  readonly fault?: string | null;
}

/** A large text field. An error takes the place of the hint. */
export function Field({ label, hint, value, limit, fault = null, className, ...native }: FieldProps) {
  const { t } = useTranslation('shared');
  const id = useId();
  const shown = (limit === undefined ? null : typedTextFault(t, value, limit)) ?? fault;
  return (
    <div className={css.field}>
      <div className={css.head}>
        <label htmlFor={id}>{label}</label>
        {limit !== undefined && <TextCounter id={`${id}-counter`} typed={value} limit={limit} />}
      </div>
      <input
        autoCorrect="off"
        spellCheck={false}
        {...native}
        id={id}
        value={value}
        className={clsx(css.input, className)}
        aria-describedby={limit === undefined ? `${id}-hint` : `${id}-hint ${id}-counter`}
        aria-invalid={shown !== null}
      />
      <p id={`${id}-hint`} className={shown === null ? css.hint : css.fault} aria-live="polite">
        {shown ?? hint}
      </p>
    </div>
  );
}
