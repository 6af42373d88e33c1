import { clsx } from 'clsx';
import { type InputHTMLAttributes, useId } from 'react';
import css from './field.module.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint: string;
  /** What is wrong with the input; null when it is fine. */
  readonly fault?: string | null;
}

/** A large text field. An error takes the place of the hint. */
export function Field({ label, hint, fault = null, className, ...native }: FieldProps) {
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <input
        autoCorrect="off"
        spellCheck={false}
        {...native}
        id={id}
        className={clsx(css.input, className)}
        aria-describedby={`${id}-hint`}
        aria-invalid={fault !== null}
      />
      <p id={`${id}-hint`} className={fault === null ? css.hint : css.fault} aria-live="polite">
        {fault ?? hint}
      </p>
    </div>
  );
}
