import { clsx } from 'clsx';
import { Minus, Plus } from 'lucide-react';
import {
  Button as AriaButton,
  Group,
  Input,
  Label,
  NumberField as AriaNumberField,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import css from './number-stepper.module.css';

interface NumberStepperProps {
  readonly label: string;
  /** For screen readers only: the label isn't shown. */
  readonly labelHidden?: boolean;
  readonly hint?: string;
  /** Shown behind the number. */
  readonly unit?: string;
  /** Null: empty. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly placeholder?: string;
  /** Called when typing ends or a button is pressed; null for an empty field. */
  readonly onChange: (value: number | null) => void;
}

/** A number field with minus and plus buttons, for those who would rather not type. */
export function NumberStepper({
  label,
  labelHidden = false,
  hint,
  unit,
  value,
  onChange,
  ...limits
}: NumberStepperProps) {
  const { t } = useTranslation('setup');
  const { min, max, step = 1, placeholder } = limits;
  return (
    <AriaNumberField
      className={clsx(css.field)}
      value={value ?? Number.NaN}
      minValue={min}
      maxValue={max}
      step={step}
      isWheelDisabled
      onChange={(number) => onChange(Number.isNaN(number) ? null : number)}
    >
      <Label className={clsx(labelHidden ? 'visually-hidden' : css.label)}>{label}</Label>
      <Group className={clsx(css.group)}>
        <AriaButton slot="decrement" className={clsx(css.button)} aria-label={t('less', { label })}>
          <Minus aria-hidden size={16} />
        </AriaButton>
        <Input className={clsx(css.input)} {...(placeholder === undefined ? {} : { placeholder })} />
        {unit !== undefined && value !== null && <span className={css.unit}>{unit}</span>}
        <AriaButton slot="increment" className={clsx(css.button)} aria-label={t('more', { label })}>
          <Plus aria-hidden size={16} />
        </AriaButton>
      </Group>
      {hint !== undefined && (
        <Text slot="description" className={clsx(css.hint)}>
          {hint}
        </Text>
      )}
    </AriaNumberField>
  );
}
