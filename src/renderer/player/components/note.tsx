import { clsx } from 'clsx';
import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './note.module.css';

const KINDS = { trouble: css.trouble, info: css.info } as const;

interface NoteProps {
  readonly kind: keyof typeof KINDS;
  /** Small, for where something else must keep its room. */
  readonly slim?: boolean;
  readonly children: ReactNode;
}

/** A note that stands out. Screen readers announce trouble. */
export function Note({ kind, slim = false, children }: NoteProps) {
  const Icon = kind === 'trouble' ? CircleAlert : Info;
  return (
    <div
      className={clsx(css.note, KINDS[kind], slim && css.slim)}
      role={kind === 'trouble' ? 'alert' : undefined}
    >
      <Icon aria-hidden="true" className={css.icon} />
      <div className={css.text}>{children}</div>
    </div>
  );
}
