import { useTranslation } from 'react-i18next';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import type { Counts } from '../model/summary.ts';
import { CountsCells, CountsHeads } from './counts-cells.tsx';
import type { TeamResult } from './results.ts';
import css from './summary.module.css';

interface TeamsTableProps {
  readonly results: readonly TeamResult[];
  readonly all: Counts;
}

/** The teams in numbers. */
export function TeamsTable({ results, all }: TeamsTableProps) {
  const { t } = useTranslation('summary');
  return (
    <section className={css.block} aria-labelledby="teams-title">
      <h4 id="teams-title">{t('teams')}</h4>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is wider than the window is moved by keyboard, too */}
      <div className={css.scroll} tabIndex={0}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.team')}</th>
              <CountsHeads />
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <tr key={result.team.team_number}>
                <th scope="row">
                  <span className={css.team}>
                    <TeamBadge team={result.team} named /> <bdi translate="no">{result.team.name}</bdi>{' '}
                    <FoldedMark team={result.team} />
                  </span>
                </th>
                <CountsCells counts={result} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('everybody')}</th>
              <CountsCells counts={all} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
