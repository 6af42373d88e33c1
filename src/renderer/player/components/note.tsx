import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './note.module.css';

interface NoteProps {
  readonly kind: 'trouble' | 'info';
  readonly children: ReactNode;
}

/** A word that matters, set apart. Troubles are spoken. */
export function Note({ kind, children }: NoteProps) {
  const Icon = kind === 'trouble' ? CircleAlert : Info;
  return (
    <div className={`${css.note} ${css[kind]}`} role={kind === 'trouble' ? 'alert' : undefined}>
      <Icon aria-hidden="true" className={css.icon} />
      <div className={css.text}>{children}</div>
    </div>
  );
}
