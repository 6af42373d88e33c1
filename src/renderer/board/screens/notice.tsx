import { clsx } from 'clsx';
import css from './notice.module.css';

const TONES = { away: css.away, plain: css.plain } as const;

interface NoticeProps {
  readonly title: string;
  readonly text?: string;
  readonly tone?: keyof typeof TONES;
  /** Shown as a bar across the bottom, over the screen. */
  readonly isBar?: boolean;
}

/** One message for the whole hall. */
export function Notice({ title, text = '', tone = 'plain', isBar = false }: NoticeProps) {
  const Frame = isBar ? 'section' : 'main';
  return (
    <Frame className={clsx(css.notice, TONES[tone], isBar ? css.bar : css.whole)} aria-live="polite">
      <h1>{title}</h1>
      {text !== '' && <p>{text}</p>}
    </Frame>
  );
}
