import { clsx } from 'clsx';
import { useContext, type CompositionEvent } from 'react';
import { Input, NumberFieldStateContext } from 'react-aria-components';
import { foldDigits } from '../../../game/fold-digits.ts';
import css from './number-stepper.module.css';

interface StepperInputProps {
  readonly placeholder?: string;
  readonly onType: (typed: string) => void;
}

/** The library knows the digits of some scripts only: here, those of all others are let in, and written in those of ASCII as soon as no input method is at work on them. */
export function StepperInput({ onType, ...rest }: StepperInputProps) {
  const state = useContext(NumberFieldStateContext);
  return (
    <span
      ref={letOtherDigitsIn}
      className={clsx(css.typed)}
      onCompositionEndCapture={({ target }: CompositionEvent) => {
        if (!(target instanceof HTMLInputElement) || !OTHER_DIGIT.test(target.value)) return;
        target.value = foldDigits(target.value);
        state?.setInputValue(target.value);
        onType(target.value);
      }}
    >
      <Input
        className={clsx(css.input)}
        {...rest}
        onChange={({ target, nativeEvent }) => {
          const isComposing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
          const text = isComposing ? target.value : foldDigits(target.value);
          if (text !== target.value) state?.setInputValue(text);
          onType(text);
        }}
      />
    </span>
  );
}

const OTHER_DIGIT = /(?![0-9])\p{Nd}/u;

/** The library's own listener, on the input itself, would drop them. */
function letOtherDigitsIn(around: HTMLElement | null): (() => void) | undefined {
  const letIn = (event: InputEvent) => {
    if (event.data !== null && OTHER_DIGIT.test(event.data)) event.stopPropagation();
  };
  around?.addEventListener('beforeinput', letIn, true);
  return () => around?.removeEventListener('beforeinput', letIn, true);
}
