import { clsx } from 'clsx';
import { Fragment, type ReactNode } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import { useIsChangedByOthers } from '../hooks/use-changed-by-others.ts';
import type { SharedState } from '../model/shared-state.ts';
import { useIsSlow } from './presses-context.ts';
import css from './button.module.css';

/** `main`: the main action. `soft`: the main action of a list row. `plain`: other actions. `quiet`: barely visible. */
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
  /** For icon buttons, and where several buttons share the same text. */
  readonly label?: string;
  readonly disabled?: boolean;
  /** Ignores presses for the moment, but keeps the focus. */
  readonly pending?: boolean;
  /** Names of the calls that it makes: if an answer takes long, it shows that it is waited for, and takes no press. */
  readonly presses?: readonly string[];
  /** It has only just come in the place of its opposite: it ignores presses, and says so. */
  readonly turned?: boolean;
  /** What gives it its meaning, where others change that, too: once they have, it is as good as turned for a moment. */
  readonly of?: SharedState;
  readonly className?: string | undefined;
  readonly onPress?: (event: PressEvent) => void;
  readonly submit?: boolean;
  /** The button of a row that the J and K shortcuts move to. */
  readonly leads?: boolean;
  /** For a button that opens something beside it: whether that is open. */
  readonly expanded?: boolean;
  readonly children: ReactNode;
}

/** The desk's button. It can also be the trigger of a menu or dialog. */
export function Button({
  variant = 'plain',
  size = 'normal',
  label,
  disabled = false,
  ...rest
}: ButtonProps) {
  const {
    className,
    onPress,
    pending = false,
    presses = [],
    turned: isTurnedHere = false,
    of = null,
    submit = false,
    leads = false,
    expanded,
    children,
  } = rest;
  const isBusy = useIsSlow(presses);
  const isChanged = useIsChangedByOthers(of);
  const isTurned = isTurnedHere || isChanged;
  return (
    <AriaButton
      type={submit ? 'submit' : 'button'}
      isDisabled={disabled}
      isPending={pending || isTurned}
      {...(isTurned ? { 'data-turned': true } : {})}
      // The library lets no such attributes through, and its own way of waiting would read the name out once more.
      {...(isBusy
        ? {
            'data-busy': true,
            render: (props) => <button type="button" {...props} aria-busy="true" aria-disabled="true" />,
          }
        : {})}
      {...(leads ? { 'data-leads': true } : {})}
      className={clsx(css.button, VARIANTS[variant], SIZES[size], className)}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      // A press that is under way as it turns is none, either.
      {...(onPress === undefined || isBusy || isTurned ? {} : { onPress })}
    >
      {/* The library puts a context between button and text: text-runs.ts has to see it. */}
      <Fragment>{children}</Fragment>
    </AriaButton>
  );
}
