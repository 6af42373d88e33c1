import type { ReactNode } from 'react';
import css from './empty-state.module.css';

/** Shown where there is nothing yet: what that means, and what to do next. */
export function EmptyState({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      <p>{children}</p>
    </div>
  );
}
