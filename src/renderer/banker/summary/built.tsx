import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/buildings.tsx';
import { useFormat } from '../../shared/format.ts';
import { TeamBadge } from '../../shared/team-badge.tsx';
import { names } from '../parts/names.ts';
import type { TeamResult } from './results.ts';
import styles from './summary.module.css';

/** What each team may build: its tally by building. */
export function Built({ results }: { readonly results: readonly TeamResult[] }) {
  const { t } = useTranslation(['summary', 'shared']);
  return (
    <section className={styles['block']} aria-labelledby="built-title">
      <h4 id="built-title">{t('built')}</h4>
      <div className={styles['scroll']}>
        <table className={names(styles['table'], styles['even'])}>
          <thead>
            <tr>
              <th scope="col">{t('column.team')}</th>
              {BUILDINGS.map((building) => (
                <th key={building} scope="col" className={styles['number']}>
                  <span className={styles['building']}>
                    <BuildingIcon building={building} size="1.25rem" />
                    {t(`shared:buildings.${building}`)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map(({ team }) => (
              <tr key={team.team_number}>
                <th scope="row">
                  <span className={styles['team']}>
                    <TeamBadge team={team} named /> <bdi>{team.name}</bdi>
                  </span>
                </th>
                {BUILDINGS.map((building) => (
                  <td key={building} className={styles['number']}>
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

/** Nought is said softly, so that what was built stands out. */
function Tally({ count }: { readonly count: number }) {
  const format = useFormat();
  return <span className={count === 0 ? styles['nought'] : styles['some']}>{format.number(count)}</span>;
}
