import { useTranslation } from 'react-i18next';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import type { BoardRow } from '../model/board-rows.ts';
import { PlayerName } from './board-rows.tsx';
import css from './newest-call.module.css';

/** The newest call, kept up for a while so that latecomers to it can still read it. */
export function NewestCall({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation('board');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  return (
    <div className={css.call} aria-live="polite" data-part="newest-call">
      <p className={css.turn}>{t('playing.call')}</p>
      <p className={css.who}>
        <PlayerName row={row} />
      </p>
      <p className={css.exercise}>
        <bdi>{exerciseText(tShared, format, row.challenge)}</bdi>
      </p>
    </div>
  );
}
