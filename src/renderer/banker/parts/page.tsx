import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Names the page for tests. */
  readonly part: string;
  /** What can be done with the whole page, beside its title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a page that fills the desk below its head. */
export function Page({ title, part, actions, children }: PageProps) {
  return (
    <main className={styles['page']} data-part={part}>
      <header className={styles['head']}>
        <h2>{title}</h2>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}
