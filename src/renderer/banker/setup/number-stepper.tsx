import { clsx } from 'clsx';
import { Minus, Plus } from 'lucide-react';
import { useContext, useEffect, useState } from 'react';
import {
  Button as AriaButton,
  Group,
  Label,
  NumberField as AriaNumberField,
  NumberFieldStateContext,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { useFormat } from '../../shared/format.ts';
import { useIsChangedByOthers } from '../hooks/use-changed-by-others.ts';
import type { SharedState } from '../model/shared-state.ts';
import { StepperInput } from './stepper-input.tsx';
import css from './number-stepper.module.css';

interface Limits {
  readonly min: number;
  readonly max: number;
}

interface NumberStepperProps extends Limits {
  readonly label: string;
  /** For screen readers only: the label isn't shown. */
  readonly labelHidden?: boolean;
  readonly hint?: string;
  /** Shown behind the number. */
  readonly unit?: string;
  /** Null: empty. */
  readonly value: number | null;
  readonly step?: number;
  readonly placeholder?: string;
  /** What it changes, where others change that, too: steps from their number are taken only after a moment. Null: what is on this page alone. */
  readonly of: SharedState | null;
  /** Called when typing ends or a button is pressed; null for an empty field. */
  readonly onChange: (value: number | null) => void;
}

/** A number field with minus and plus buttons, for those who would rather not type. A number beyond the limits is moved to the nearest one, and that is said. */
export function NumberStepper({
  label,
  labelHidden = false,
  hint,
  unit,
  value,
  of,
  onChange,
  ...limits
}: NumberStepperProps) {
  const isTurned = useIsChangedByOthers(of);
  const { t } = useTranslation('setup');
  const { min, max, step = 1, placeholder } = limits;
  const [typed, setTyped] = useState<string | null>(null);
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
      <Group className={clsx(css.group)} {...(isTurned && { 'data-turned': true })}>
        <AriaButton slot="decrement" className={clsx(css.button)} aria-label={t('less', { label })}>
          <Minus aria-hidden size={16} />
        </AriaButton>
        <StepperInput onType={setTyped} {...(placeholder === undefined ? {} : { placeholder })} />
        {unit !== undefined && value !== null && <span className={css.unit}>{unit}</span>}
        <AriaButton slot="increment" className={clsx(css.button)} aria-label={t('more', { label })}>
          <Plus aria-hidden size={16} />
        </AriaButton>
      </Group>
      <LimitNote min={min} max={max} typed={typed} />
      {hint !== undefined && (
        <Text slot="description" className={clsx(css.hint)}>
          {hint}
        </Text>
      )}
    </AriaNumberField>
  );
}

type Limit = 'at_most' | 'at_least';

interface LimitNoteProps extends Limits {
  /** What was last typed into the field; null: nothing yet. */
  readonly typed: string | null;
}

/** "At most 600.", seen and heard, from when a number beyond a limit stands in the field until another one does. */
function LimitNote({ min, max, typed }: LimitNoteProps) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const announce = useAnnounce();
  const limit = useLimitHit({ min, max, typed });
  const text = limit === null ? null : t(limit, { number: format.number(limit === 'at_most' ? max : min) });
  useEffect(() => {
    if (text !== null) announce.polite(text);
  }, [text, announce]);
  return text === null ? null : <small className={css.limit}>{text}</small>;
}

/** Whoever types 15 types a 1 first, so too little is said only once it has been moved. */
function useLimitHit({ min, max, typed }: LimitNoteProps): Limit | null {
  const { inputValue, numberValue: number } = useContext(NumberFieldStateContext) ?? NO_FIELD;
  const [typedNumber, setTypedNumber] = useState(number);
  const isAsTyped = inputValue === typed;
  if (isAsTyped && !Object.is(typedNumber, number)) setTypedNumber(number);
  if (number > max) return 'at_most';
  if (isAsTyped || typed === null) return null;
  if (typedNumber > max && number === max) return 'at_most';
  return typedNumber < min && number === min ? 'at_least' : null;
}

const NO_FIELD = { inputValue: '', numberValue: Number.NaN };
