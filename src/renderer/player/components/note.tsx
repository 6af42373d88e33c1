import { clsx } from 'clsx';
import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './note.module.css';

const KINDS = { trouble: css.trouble, info: css.info } as const;

interface NoteProps {
  readonly kind: keyof typeof KINDS;
  readonly children: ReactNode;
}

/** A note that stands out. Screen readers announce trouble. */
export function Note({ kind, children }: NoteProps) {
  const Icon = kind === 'trouble' ? CircleAlert : Info;
  return (
    <div className={clsx(css.note, KINDS[kind])} role={kind === 'trouble' ? 'alert' : undefined}>
      <Icon aria-hidden="true" className={css.icon} />
      <div className={css.text}>{children}</div>
    </div>
  );
}
