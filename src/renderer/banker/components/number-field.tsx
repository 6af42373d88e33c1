import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { Field, type FieldProps } from './fields.tsx';
import { parseTypedNumber, stepTyped, type TypedNumber } from './typed-number.ts';

interface NumberFieldProps extends FieldProps {
  /** Null: left empty. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly placeholder?: string;
  /** What is wrong with the number: takes the place of the hint. */
  readonly fault?: string | null;
  /** Gets null when the field is empty or out of range. */
  readonly onChange: (value: number | null, isEmpty: boolean) => void;
}

/**
 * A number to type, or to step through with the arrow keys. What is typed stays as it is: the browser's own control for numbers drops the
 * digits that it does not know. Too large a number or none at all is refused at once, too small a one when the field is left, as whoever
 * types 15 types a 1 first; a form with any of them is not sent.
 */
export function NumberField({
  value,
  min,
  max,
  step = 1,
  placeholder,
  fault = null,
  onChange,
  ...field
}: NumberFieldProps) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const limits = { min, max, step };
  const [typed, setTyped] = useState<TypedNumber>(value ?? 'empty');
  const [isLeft, setLeft] = useState(false);
  const inPage = (number: number) => String(number).replace('.', format.number(0.5).charAt(1));
  const said = (found: TypedNumber) => {
    if (found === 'at_most') return t('at_most', { number: format.number(max) });
    if (found === 'at_least') return t('at_least', { number: format.number(min) });
    if (found !== 'no_number') return null;
    const range = { min: format.number(min), max: format.number(max) };
    return Number.isInteger(step)
      ? t('whole_number', range)
      : t('stepped_number', { ...range, step: format.number(step) });
  };
  const read = (target: HTMLInputElement) => {
    const found = parseTypedNumber(target.value, limits);
    target.setCustomValidity(said(found) ?? '');
    setTyped(found);
    setLeft(false);
    onChange(typeof found === 'number' ? found : null, found === 'empty');
  };
  const wrong = fault ?? (typed === 'at_least' && !isLeft ? null : said(typed));
  return (
    <Field {...field} fault={wrong}>
      {(input) => (
        <input
          {...input}
          type="text"
          role="spinbutton"
          inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          aria-valuemin={min}
          aria-valuemax={max}
          {...(typeof typed === 'number' && { 'aria-valuenow': typed })}
          placeholder={placeholder}
          defaultValue={value === null ? '' : inPage(value)}
          {...(wrong !== null && { 'aria-invalid': true })}
          onChange={({ target }) => read(target)}
          onBlur={() => setLeft(true)}
          onKeyDown={(event) => {
            const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
            if (direction === null || event.nativeEvent.isComposing) return;
            if (event.ctrlKey || event.altKey || event.metaKey) return;
            event.preventDefault();
            const next = stepTyped(parseTypedNumber(event.currentTarget.value, limits), direction, limits);
            if (next === null) return;
            event.currentTarget.value = inPage(next);
            read(event.currentTarget);
          }}
        />
      )}
    </Field>
  );
}
