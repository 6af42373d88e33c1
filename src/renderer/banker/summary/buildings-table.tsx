import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import type { TeamResult } from './results.ts';
import css from './summary.module.css';

/** What each team may build: its tally by building. */
export function BuildingsTable({ results }: { readonly results: readonly TeamResult[] }) {
  const { t } = useTranslation('summary');
  const { t: tShared } = useTranslation('shared');
  return (
    <section className={css.block} aria-labelledby="built-title">
      <h4 id="built-title">{t('built')}</h4>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is wider than the window is moved by keyboard, too */}
      <div className={css.scroll} tabIndex={0}>
        <table
          className={clsx(css.table, css.even)}
          style={fitWords(results.map(({ team }) => team.name).join(' '))}
        >
          <thead>
            <tr>
              <th scope="col">{t('column.team')}</th>
              {BUILDINGS.map((building) => (
                <th key={building} scope="col" className={css.number}>
                  <span className={css.building}>
                    <BuildingIcon building={building} size="1.25rem" />
                    {tShared(`buildings.${building}`)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map(({ team }) => (
              <tr key={team.team_number}>
                <th scope="row">
                  <span className={css.team}>
                    <TeamBadge team={team} named /> <bdi translate="no">{team.name}</bdi>{' '}
                    <FoldedMark team={team} />
                  </span>
                </th>
                {BUILDINGS.map((building) => (
                  <td key={building} className={css.number}>
                    <Tally count={team.tally[building] ?? 0} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Zeros are muted, so that what was built stands out. */
function Tally({ count }: { readonly count: number }) {
  const format = useFormat();
  return <span className={count === 0 ? css.nought : css.some}>{format.number(count)}</span>;
}
