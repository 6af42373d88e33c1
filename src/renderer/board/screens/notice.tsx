import css from './notice.module.css';

interface NoticeProps {
  readonly title: string;
  readonly text?: string;
  readonly tone?: 'away' | 'plain';
  /** Across the screen's foot, over what was there. */
  readonly isBar?: boolean;
}

/** One sentence for the whole hall. */
export function Notice({ title, text = '', tone = 'plain', isBar = false }: NoticeProps) {
  const Frame = isBar ? 'section' : 'main';
  return (
    <Frame className={`${css.notice} ${css[tone]} ${isBar ? css.bar : css.whole}`} aria-live="polite">
      <h1>{title}</h1>
      {text !== '' && <p>{text}</p>}
    </Frame>
  );
}
