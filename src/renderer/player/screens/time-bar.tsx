import { useTicker } from '../../shared/hooks/ticker.ts';
import css from './do-this.module.css';

interface TimeBarProps {
  /** Ms left; null: nothing runs. */
  readonly read: () => number | null;
  /** Ms given in all. */
  readonly wholeMs: number;
}

/** Repeats the digits beside it for a quick glance, so it is hidden from screen readers. */
export function TimeBar({ read, wholeMs }: TimeBarProps) {
  const share = useTicker(() =>
    wholeMs > 0 ? Math.round(Math.min(1, (read() ?? 0) / wholeMs) * 500) / 500 : 0,
  );
  return (
    <div className={css.track} aria-hidden="true">
      <div className={css.left} style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
