import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import type { TextLimit } from '../../../game/text-limits.ts';
import { useFormat } from '../format.ts';
import { checkTyped } from '../typed-text.ts';
import css from './text-counter.module.css';

export interface TextCounterProps {
  readonly id: string;
  readonly typed: string;
  readonly limit: TextLimit;
}

/** "3 of 20": how much of a field's limit is used. */
export function TextCounter({ id, typed, limit }: TextCounterProps) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  const { used } = checkTyped(typed, limit);
  return (
    <span id={id} className={clsx(css.counter, used > limit.graphemes && css.over)}>
      {t('text_counter', { used: format.number(used), most: format.number(limit.graphemes) })}
    </span>
  );
}
