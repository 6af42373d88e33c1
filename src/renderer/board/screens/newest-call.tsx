import { useTranslation } from 'react-i18next';
import { exerciseWords } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import type { Line } from '../model/board-rows.ts';
import { Who } from './call-rows.tsx';
import css from './newest-call.module.css';

/** The newest call, held so that whoever looks up late still reads it. */
export function NewestCall({ line }: { readonly line: Line }) {
  const { t } = useTranslation('board');
  const { t: shared } = useTranslation();
  const format = useFormat();
  return (
    <div className={css.call} aria-live="polite" data-part="newest-call">
      <p className={css.turn}>{t('playing.call')}</p>
      <p className={css.who}>
        <Who line={line} />
      </p>
      <p className={css.exercise}>
        <bdi>{exerciseWords(shared, format, line.challenge)}</bdi>
      </p>
    </div>
  );
}
