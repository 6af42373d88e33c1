import { clsx } from 'clsx';
import { useFormat } from '../../shared/format.ts';
import { splitCount } from '../model/split-count.ts';
import css from './exercise-title.module.css';

interface ExerciseTitleProps {
  readonly words: string;
  readonly count: number | null;
}

/** "20 push-ups" with a huge 20, if the text starts with it. */
export function ExerciseTitle({ words, count }: ExerciseTitleProps) {
  const format = useFormat();
  const parts = count === null ? null : splitCount(words, format.number(count));
  if (parts === null) {
    return (
      <h1 className={clsx(css.exercise, words.length > 12 && css.long, words.length > 40 && css.longest)}>
        <bdi>{words}</bdi>
      </h1>
    );
  }
  return (
    <h1 className={css.exercise}>
      <bdi>
        <span className={css.count}>{parts.count}</span>{' '}
        <span className={clsx(css.what, parts.what.length > 12 && css.wraps)}>{parts.what}</span>
      </bdi>
    </h1>
  );
}
