import { PageTurner } from '../components/page-turner.tsx';
import type { PageTurns } from '../hooks/use-page-turns.ts';
import type { Page } from '../model/pages.ts';
import css from './finale.module.css';

interface FinaleHeadProps {
  readonly title: string;
  readonly page: Pick<Page<unknown>, 'number' | 'count'>;
  readonly turns: PageTurns;
}

/** The title of a step whose list turns by itself, and which page of it is shown. */
export function FinaleHead({ title, page, turns }: FinaleHeadProps) {
  return (
    <header className={css.head}>
      <h1>{title}</h1>
      <PageTurner page={page} turns={turns} />
    </header>
  );
}
