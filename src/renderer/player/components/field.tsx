import { clsx } from 'clsx';
import { type ComponentType, type InputHTMLAttributes, useId } from 'react';
import type { NameCounterProps } from './name-check.tsx';
import css from './field.module.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Beside the label, under this id: how much of the limit is used. What exceeds it is never cut. */
  readonly counter?: ComponentType<NameCounterProps> | undefined;
  /** What is wrong with the input; null when it is fine. */
  readonly fault?: string | null;
}

/** A large text field. An error takes the place of the hint. */
export function Field({
  label,
  hint,
  value,
  counter: Counter,
  fault = null,
  className,
  ...native
}: FieldProps) {
  const id = useId();
  return (
    <div className={css.field}>
      <div className={css.head}>
        <label htmlFor={id}>{label}</label>
        {Counter !== undefined && <Counter id={`${id}-counter`} typed={value} />}
      </div>
      <input
        autoCorrect="off"
        spellCheck={false}
        {...native}
        id={id}
        value={value}
        className={clsx(css.input, className)}
        aria-describedby={Counter === undefined ? `${id}-hint` : `${id}-hint ${id}-counter`}
        aria-invalid={fault !== null}
      />
      <p id={`${id}-hint`} className={fault === null ? css.hint : css.fault} aria-live="polite">
        {fault ?? hint}
      </p>
    </div>
  );
}
