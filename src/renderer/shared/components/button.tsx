import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import css from './button.module.css';

const VARIANTS = { main: css.main, plain: css.plain, quiet: css.quiet, danger: css.danger } as const;
const SIZES = { usual: null, thumb: css.thumb, icon: css.icon } as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main`: the one thing to do here. `plain`: the rest. `quiet`: hardly there. `danger`: takes something away. */
  readonly variant?: keyof typeof VARIANTS;
  /** `thumb`: as wide as the screen, for the thumb. `icon`: square, with a label for those who cannot see it. */
  readonly size?: keyof typeof SIZES;
  readonly children: ReactNode;
}

/** A native button in the family's clothes. */
export function Button({ variant = 'plain', size = 'usual', className, children, ...native }: ButtonProps) {
  return (
    <button type="button" {...native} className={clsx(css.button, VARIANTS[variant], SIZES[size], className)}>
      {children}
    </button>
  );
}
