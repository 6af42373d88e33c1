import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { useFormat } from '../../shared/format.ts';
import { totalsOf } from '../../shared/results/evening-results.ts';
import { exerciseTotalText } from '../../shared/results/exercise-totals.ts';
import { usePageTurns } from '../hooks/use-page-turns.ts';
import { pageOf } from '../model/pages.ts';
import { FinaleHead } from './finale-head.tsx';
import css from './totals.module.css';

/** How many exercises have room: the catalogue's, and some of the banker's own. The others take turns. */
const MOST_EXERCISES = 13;

/** What everybody did together: no team, no player. */
export function Totals({ challenges }: { readonly challenges: readonly Challenge[] }) {
  const { t } = useTranslation('results');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { done, buildings, exercises } = useMemo(() => totalsOf(challenges), [challenges]);
  const turns = usePageTurns();
  const page = pageOf(exercises, { slots: MOST_EXERCISES, pinned: 0, turn: turns.turn });
  return (
    <>
      <FinaleHead title={t('finale.totals_title')} page={page} turns={turns} />
      <p className={css.done}>{t('finale.totals_done', { count: done, number: format.number(done) })}</p>
      <ul className={css.exercises} aria-label={t('finale.totals_exercises')} aria-live="off">
        {page.rows.map((total) => {
          const exercise = exerciseTotalText(tShared, format, total);
          return (
            <li key={exercise}>
              <bdi>{exercise}</bdi>
            </li>
          );
        })}
      </ul>
      <ul className={css.buildings} aria-label={t('finale.totals_built')}>
        {buildings.map(({ building, count }) => (
          <li key={building}>
            <BuildingIcon building={building} size="1.6em" />
            <strong>{format.number(count)}</strong>
            <span>{tShared(`buildings.${building}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
