import { clsx } from 'clsx';
import css from './notice.module.css';

const TONES = { away: css.away, plain: css.plain } as const;

interface NoticeProps {
  readonly title: string;
  readonly text?: string;
  readonly tone?: keyof typeof TONES;
  /** Across the screen's foot, over what was there. */
  readonly isBar?: boolean;
}

/** One sentence for the whole hall. */
export function Notice({ title, text = '', tone = 'plain', isBar = false }: NoticeProps) {
  const Frame = isBar ? 'section' : 'main';
  return (
    <Frame className={clsx(css.notice, TONES[tone], isBar ? css.bar : css.whole)} aria-live="polite">
      <h1>{title}</h1>
      {text !== '' && <p>{text}</p>}
    </Frame>
  );
}
