import type { ReactNode } from 'react';
import css from './empty-state.module.css';

/** What is shown where nothing is yet: what it means, and what to do next. */
export function EmptyState({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      <p>{children}</p>
    </div>
  );
}
