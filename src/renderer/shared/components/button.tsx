import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import css from './button.module.css';

const VARIANTS = { main: css.main, plain: css.plain, quiet: css.quiet, danger: css.danger } as const;
const SIZES = { usual: null, thumb: css.thumb, icon: css.icon } as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main`: the main action. `plain`: other actions. `quiet`: barely visible. `danger`: destructive. */
  readonly variant?: keyof typeof VARIANTS;
  /** `thumb`: as wide as the screen. `icon`: square, and needs an `aria-label`. */
  readonly size?: keyof typeof SIZES;
  readonly children: ReactNode;
}

/** A native button in the pages' style. */
export function Button({ variant = 'plain', size = 'usual', className, children, ...native }: ButtonProps) {
  return (
    <button type="button" {...native} className={clsx(css.button, VARIANTS[variant], SIZES[size], className)}>
      {children}
    </button>
  );
}
