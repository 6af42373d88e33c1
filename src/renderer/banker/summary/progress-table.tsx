import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge, Team } from '../../../protocol/entity-schemas.ts';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { progressTable } from '../../shared/results/chart-lines.ts';
import { progressOf } from '../../shared/results/evening-results.ts';
import css from './summary.module.css';

interface ProgressTableProps {
  readonly challenges: readonly Challenge[];
  readonly teams: readonly Team[];
  /** How long the game has been played, ms. */
  readonly playMs: number;
}

/** What the chart draws, in numbers: for screen readers, and for whoever reads numbers better. On paper only if it is open. */
export function ProgressTable({ challenges, teams, playMs }: ProgressTableProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const minutes = Math.floor(playMs / 60_000);
  const { at, rows } = useMemo(
    () => progressTable(progressOf(challenges, teams), minutes),
    [challenges, teams, minutes],
  );
  return (
    <details className={css.asTable}>
      <summary>{t('chart.table')}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is wider than the window is moved by keyboard, too */}
      <div className={css.scroll} tabIndex={0}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('chart.team')}</th>
              {at.map((minute) => (
                <th key={minute} scope="col" className={css.number}>
                  {t('chart.at', { number: format.number(minute) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ team, done }) => (
              <tr key={team.team_number}>
                <th scope="row">
                  <span className={css.team}>
                    <TeamBadge team={team} named /> <bdi translate="no">{team.name}</bdi>{' '}
                    <FoldedMark team={team} />
                  </span>
                </th>
                {done.map((count, index) => (
                  <td key={at[index]} className={css.number}>
                    {format.number(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
