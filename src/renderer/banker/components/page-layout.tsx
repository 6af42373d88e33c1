import type { ReactNode } from 'react';
import css from './page-layout.module.css';

interface PageLayoutProps {
  readonly title: string;
  /** Names the page for tests. */
  readonly part: string;
  /** Actions for the whole page, next to its title. */
  readonly actions?: ReactNode;
  /** False: a printed page does without its title. */
  readonly printsTitle?: boolean;
  readonly children: ReactNode;
}

/** The layout of a page below the desk's top bar. */
export function PageLayout({ title, part, actions, printsTitle = true, children }: PageLayoutProps) {
  return (
    <main className={css.page} data-part={part}>
      <header className={css.head} data-prints={printsTitle}>
        <h2>{title}</h2>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}
