import { clsx } from 'clsx';
import { useFormat } from '../../shared/format.ts';
import { splitCount } from '../model/split-count.ts';
import css from './exercise-title.module.css';

interface ExerciseTitleProps {
  readonly words: string;
  readonly count: number | null;
  /** How it is done stands below, and needs room, too. */
  readonly crowded?: boolean;
}

/** "20 push-ups" with a huge 20, if the text starts with it. */
export function ExerciseTitle({ words, count, crowded = false }: ExerciseTitleProps) {
  const format = useFormat();
  const parts = count === null ? null : splitCount(words, format.number(count));
  if (parts === null) {
    return (
      <h1
        className={clsx(
          css.exercise,
          words.length > 12 && css.long,
          (words.length > 40 || crowded) && css.longest,
        )}
      >
        <bdi>{words}</bdi>
      </h1>
    );
  }
  return (
    <h1 className={clsx(css.exercise, crowded && css.crowded)}>
      <bdi>
        <span className={css.count}>{parts.count}</span>{' '}
        <span
          className={clsx(
            css.what,
            parts.what.length > 12 && css.wraps,
            parts.what.length > 40 && css.wrapsMuch,
          )}
        >
          {parts.what}
        </span>
      </bdi>
    </h1>
  );
}
