import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import css from './button.module.css';

/** `main`: the one thing to do here. `soft`: the same in each row of a list. `plain`: the rest. `quiet`: hardly there. */
const VARIANTS = {
  main: css.main,
  soft: css.soft,
  plain: css.plain,
  quiet: css.quiet,
  danger: css.danger,
} as const;
const SIZES = { normal: null, small: css.small, big: css.big, icon: css.icon } as const;

interface ButtonProps {
  readonly variant?: keyof typeof VARIANTS;
  readonly size?: keyof typeof SIZES;
  /** For buttons whose only content is a sign, and where several buttons notify the same. */
  readonly label?: string;
  readonly disabled?: boolean;
  /** Takes no press for the moment, but keeps the focus. */
  readonly pending?: boolean;
  readonly className?: string | undefined;
  readonly onPress?: (event: PressEvent) => void;
  readonly submit?: boolean;
  /** In a row of a list: the button that stands for the row, where the keys J and K lead. */
  readonly leads?: boolean;
  readonly children: ReactNode;
}

/** The desk's button. Also the trigger of a menu or dialog that is put around it. */
export function Button({
  variant = 'plain',
  size = 'normal',
  label,
  disabled = false,
  ...rest
}: ButtonProps) {
  const { className, onPress, pending = false, submit = false, leads = false, children } = rest;
  return (
    <AriaButton
      type={submit ? 'submit' : 'button'}
      isDisabled={disabled}
      isPending={pending}
      {...(leads ? { 'data-leads': true } : {})}
      className={clsx(css.button, VARIANTS[variant], SIZES[size], className)}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {children}
    </AriaButton>
  );
}
