/** The layout of every screen: text above, buttons below in the thumb's reach. */
import { clsx } from 'clsx';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { watchSize } from '../../shared/watch-size.ts';
import css from './screen-layout.module.css';

/** For how long a new screen ignores taps, ms: the second half of a double tap was meant for the one before. */
const DOUBLE_TAP_MS = 400;

/** Of the usual size of a fitted screen's texts, the largest first. */
const SHARES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6];

const PLACES = { middle: css.middle, top: css.top } as const;
const TONES = { plain: null, good: css.good, bad: css.bad, calm: css.calm } as const;

interface ScreenLayoutProps {
  /** Announced when the screen appears; usually its heading, whose letters shrink for its longest word. */
  readonly announcement?: string | undefined;
  /** Interrupts the screen reader. */
  readonly urgent?: boolean;
  /** `middle`: one huge thing in the middle. `top`: something to fill in or choose from. */
  readonly place?: keyof typeof PLACES;
  readonly tone?: keyof typeof TONES;
  readonly actions?: ReactNode;
  /** Its texts shrink rather than make the page scroll. */
  readonly fitted?: boolean;
  readonly children: ReactNode;
}

export function ScreenLayout({
  announcement,
  urgent = false,
  place = 'middle',
  tone = 'plain',
  actions,
  fitted = false,
  children,
}: ScreenLayoutProps) {
  const announce = useAnnounce();
  const main = useRef<HTMLElement>(null);
  const isFresh = useFresh();
  useEffect(() => {
    if (announcement === undefined) return;
    if (urgent) announce.assertive(announcement);
    else announce.polite(announcement);
  }, [announce, announcement, urgent]);
  useEffect(() => {
    // Whoever had scrolled down on the last screen starts at the top of this one.
    document.documentElement.scrollTop = 0;
    // The pressed button vanished with its screen: the focus moves to the new one, unless something else has it.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, []);
  const { part, scrolls } = useRoom(fitted);
  const body = (
    // Some browsers let nobody scroll a part by keyboard that cannot have the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={part} className={clsx(css.body, PLACES[place])} tabIndex={scrolls ? 0 : undefined}>
      {children}
    </div>
  );
  return (
    <main
      ref={main}
      tabIndex={-1}
      className={clsx(css.page, TONES[tone])}
      style={fitWords(announcement ?? '')}
      data-fresh={isFresh}
    >
      {fitted ? <div className={css.fitted}>{body}</div> : body}
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </main>
  );
}

/**
 * Whether a part has more in it than there is room for. A fitted one shrinks before it scrolls: style sheets cannot know how many lines
 * its words take in each language, at each size of the text, below whatever else stands above.
 */
function useRoom(fitted: boolean) {
  const part = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  const measure = useCallback(() => {
    const { current } = part;
    if (current === null) return;
    if (fitted) shrink(current);
    setScrolls(isOverfull(current));
  }, [fitted]);
  // Words come and go with a drawing, are set wider apart by the browser, and have the room that the rest of the page leaves.
  useLayoutEffect(measure);
  useEffect(() => {
    let soon = 0;
    // Not at once: what it changes are the very sizes that are watched.
    const later = () => {
      cancelAnimationFrame(soon);
      soon = requestAnimationFrame(measure);
    };
    const ends = [...(part.current?.children ?? [])].map((child) => watchSize(child, later));
    return () => {
      cancelAnimationFrame(soon);
      for (const end of ends) end();
    };
  });
  useEffect(() => {
    const room = fitted ? part.current?.parentElement : part.current;
    if (room === null || room === undefined) return undefined;
    return watchSize(room, measure);
  }, [fitted, measure]);
  return { part, scrolls };
}

const isOverfull = ({ scrollHeight, clientHeight, scrollWidth, clientWidth }: HTMLElement) =>
  scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;

/** As large as fits, and no smaller than can be read. */
function shrink(part: HTMLElement): void {
  for (const share of SHARES) {
    part.style.setProperty('--share', String(share));
    if (!isOverfull(part)) return;
  }
}

function useFresh(): boolean {
  const [isFresh, setFresh] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setFresh(false), DOUBLE_TAP_MS);
    return () => clearTimeout(timer);
  }, []);
  return isFresh;
}
