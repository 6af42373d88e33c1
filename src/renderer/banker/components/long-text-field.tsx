import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { typedTextFault } from '../../shared/typed-text.ts';
import { Field, type TextFieldProps } from './fields.tsx';
import css from './fields.module.css';

interface LongTextFieldProps extends TextFieldProps {
  /** How many lines it has at least; it grows with what is typed. */
  readonly rows: number;
}

/**
 * A text without line breaks that may well be longer than a line, such as a message: all of it is read while it is typed. Enter sends
 * its form, as in a field of one line.
 */
export function LongTextField({
  value,
  rows,
  limit,
  fault: told = null,
  placeholder,
  onChange,
  onDone,
  ...field
}: LongTextFieldProps) {
  const { t } = useTranslation('shared');
  const fault = limit === undefined ? told : (told ?? typedTextFault(t, value, limit));
  return (
    <Field {...field} fault={fault} counted={limit === undefined ? null : { typed: value, limit }}>
      {(input) => (
        <div className={css.text} data-invalid={fault !== null}>
          <textarea
            {...input}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            dir="auto"
            enterKeyHint="go"
            rows={rows}
            value={value}
            placeholder={placeholder}
            aria-invalid={fault !== null}
            onChange={(event) => onChange(inOneLine(event.target.value))}
            onBlur={onDone}
            onKeyDown={(event) => {
              if (!isEnter(event)) return;
              event.preventDefault();
              onDone?.();
              // Held down, it sends but once.
              if (!event.repeat) event.currentTarget.form?.requestSubmit();
            }}
          />
          {/* As high as the text needs, which the field beside it is, then. */}
          <div className={`${input.className} ${css.whole}`} data-whole={value} aria-hidden="true" />
        </div>
      )}
    </Field>
  );
}

/** A pasted line break is a space. */
const inOneLine = (typed: string): string => typed.replaceAll(/\s*[\n\r]+\s*/g, ' ');

/** Not the one that ends the writing of a word, as in Japanese. */
const isEnter = ({ key, nativeEvent }: KeyboardEvent): boolean => key === 'Enter' && !nativeEvent.isComposing;
