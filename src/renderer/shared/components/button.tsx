import type { ButtonHTMLAttributes, ReactNode } from 'react';
import css from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main`: the one thing to do here. `plain`: the rest. `quiet`: hardly there. `danger`: takes something away. */
  readonly variant?: 'main' | 'plain' | 'quiet' | 'danger';
  /** `thumb`: as wide as the screen, for the thumb. `icon`: square, with a label for those who cannot see it. */
  readonly size?: 'usual' | 'thumb' | 'icon';
  readonly children: ReactNode;
}

/** A native button in the family's clothes. */
export function Button({
  variant = 'plain',
  size = 'usual',
  className = '',
  children,
  ...native
}: ButtonProps) {
  return (
    <button type="button" {...native} className={`${css.button} ${css[variant]} ${css[size]} ${className}`}>
      {children}
    </button>
  );
}
