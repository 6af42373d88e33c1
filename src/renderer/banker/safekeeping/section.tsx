import { useId, type ReactNode } from 'react';
import css from './safekeeping.module.css';

interface SectionProps {
  readonly title: string;
  readonly hint: string;
  /** Names the section for tests. */
  readonly part: string;
  /** The level of its heading. */
  readonly level: 2 | 3;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A section with one action and what it means. */
export function Section({ title, hint, part, level, action, children }: SectionProps) {
  const id = useId();
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <section className={css.section} aria-labelledby={id} data-part={part}>
      <header className={css.head}>
        <Title id={id}>{title}</Title>
        {action}
      </header>
      <p className={css.hint}>{hint}</p>
      {children}
    </section>
  );
}
