import { ChevronDown } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextLimit } from '../../../game/text-limits.ts';
import { TextCounter, type TextCounterProps } from '../../shared/components/text-counter.tsx';
import { typedTextFault } from '../../shared/typed-text.ts';
import { useIsChangedByOthers } from '../hooks/use-changed-by-others.ts';
import type { SharedState } from '../model/shared-state.ts';
import css from './fields.module.css';

export interface FieldProps {
  readonly label: string;
  /** For screen readers only: the label isn't shown. */
  readonly labelHidden?: boolean;
  readonly hint?: string;
  /** In a dialog that is opened to type in this: it has the focus at once, as otherwise the whole dialog would. */
  readonly takesFocus?: boolean;
}

/** What a field's input has in common with all others: its label finds it, and it says what is written around it. */
interface InputProps {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly autoFocus: boolean;
}

interface FrameProps extends FieldProps {
  /** What is wrong with the input: takes the place of the hint. */
  readonly fault?: string | null;
  readonly counted?: Omit<TextCounterProps, 'id'> | null;
  readonly children: (input: InputProps) => ReactNode;
}

/** A field with its label, and what is written around it. */
export function Field({
  label,
  labelHidden = false,
  hint,
  takesFocus = false,
  fault = null,
  counted = null,
  children,
}: FrameProps) {
  const id = useId();
  const note = fault ?? hint;
  const around = [note !== undefined && `${id}-hint`, counted !== null && `${id}-counter`].filter(Boolean);
  const counter = counted !== null && <TextCounter id={`${id}-counter`} {...counted} />;
  return (
    <div className={labelHidden ? css.fieldOfOneLine : css.field}>
      <div className={labelHidden ? 'visually-hidden' : css.head}>
        <label htmlFor={id}>{label}</label>
        {!labelHidden && counter}
      </div>
      {children({
        id,
        className: css.input,
        'aria-describedby': around.join(' ') || undefined,
        autoFocus: takesFocus,
      })}
      {labelHidden && counter}
      {note !== undefined && (
        <p id={`${id}-hint`} className={fault === null ? css.hint : css.fault} aria-live="polite">
          {note}
        </p>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  /** Shown as a counter. What exceeds it is never cut: the field says so. */
  readonly limit?: TextLimit;
  /** What is wrong with the text; null: nothing. */
  readonly fault?: string | null;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
  /** Called when the field loses focus or Enter is pressed. */
  readonly onDone?: () => void;
}

/**
 * A line of text. An error takes the place of the hint. The browser's own control cuts what is too long for its one line; while nobody
 * types, a face over it shows all of it.
 */
export function TextField({
  value,
  limit,
  fault: told = null,
  placeholder,
  onChange,
  onDone,
  ...field
}: TextFieldProps) {
  const { t } = useTranslation('shared');
  const fault = limit === undefined ? told : (told ?? typedTextFault(t, value, limit));
  return (
    <Field {...field} fault={fault} counted={limit === undefined ? null : { typed: value, limit }}>
      {(input) => (
        <div className={css.text} data-invalid={fault !== null}>
          <input
            {...input}
            type="text"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            dir="auto"
            value={value}
            placeholder={placeholder}
            aria-invalid={fault !== null}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onDone}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && onDone !== undefined) onDone();
            }}
          />
          <div className={`${input.className} ${css.whole}`} data-whole={value} aria-hidden="true" />
        </div>
      )}
    </Field>
  );
}

interface TextAreaFieldProps extends FieldProps {
  readonly value: string;
  readonly rows: number;
  readonly fault?: string | null;
  readonly onChange: (value: string) => void;
}

/** Several lines of text. */
export function TextAreaField({ value, rows, fault = null, onChange, ...field }: TextAreaFieldProps) {
  return (
    <Field {...field} fault={fault}>
      {(input) => (
        <textarea
          {...input}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          dir="auto"
          rows={rows}
          value={value}
          aria-invalid={fault !== null}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface TimeFieldProps extends FieldProps {
  /** As "21:30"; empty: none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A time of day. */
export function TimeField({ value, onChange, ...field }: TimeFieldProps) {
  return (
    <Field {...field}>
      {(input) => (
        <input {...input} type="time" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Of the label, where it is in another language than the page: BCP 47. */
  readonly lang?: string;
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  /** What it changes, where others change that, too: then keys go on from what they have chosen only after a moment. */
  readonly of?: SharedState;
  readonly onChange: (value: Value) => void;
}

/**
 * One of several. The browser's own control, which has but one line, lies unseen over a face in which what is chosen wraps. The choices
 * have no marks for the direction that a name runs in, or no letter key would find one: each is in its own.
 */
export function SelectField<Value extends string>({
  value,
  choices,
  of,
  onChange,
  ...field
}: SelectFieldProps<Value>) {
  const isTurned = useIsChangedByOthers(of ?? null);
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Field {...field}>
      {({ className, ...input }) => (
        <div className={css.select} {...(isTurned && { 'data-turned': true })}>
          <select
            {...input}
            value={value}
            onChange={({ target }) => {
              const picked = choices.find((choice) => choice.value === target.value);
              if (picked !== undefined) onChange(picked.value);
            }}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} lang={choice.lang} dir="auto">
                {choice.label}
              </option>
            ))}
          </select>
          <div className={`${className} ${css.face}`} aria-hidden="true">
            <span lang={chosen?.lang} dir="auto">
              {chosen?.label}
            </span>
            <ChevronDown size="1.25em" />
          </div>
        </div>
      )}
    </Field>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  /** What it changes, where others change that, too: once they have, it takes no press for a moment. Null: what is on this page alone. */
  readonly of: SharedState | null;
  /** What is wrong is said beside it. */
  readonly invalid?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({ label, hint, checked, of, invalid = false, onChange }: CheckboxProps) {
  const isTurned = useIsChangedByOthers(of);
  return (
    <label className={css.checkbox} {...(isTurned && { 'data-turned': true })}>
      <input
        type="checkbox"
        checked={checked}
        {...(isTurned && { 'aria-disabled': true })}
        {...(invalid && { 'aria-invalid': true })}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {hint !== undefined && <span className={css.hint}>{hint}</span>}
      </span>
    </label>
  );
}
