import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import type { Game, Team } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { finalStandings } from '../../shared/results/finale.ts';
import type { Standing } from '../../shared/standings.ts';
import css from './ended.module.css';

/** The evening in one picture: what every team built, by their places. Nobody is told that they built nothing. */
export function Ended({ game, teams }: { readonly game: Game; readonly teams: readonly Team[] }) {
  const { t } = useTranslation('board');
  const rows = finalStandings(teams);
  return (
    <main className={css.ended} data-screen="ended">
      <header>
        <h1>{t('ended.title')}</h1>
        <p>
          <bdi translate="no">{game.name}</bdi>
          <span>{t('ended.thanks')}</span>
        </p>
      </header>
      {rows.every(({ built }) => built === 0) ? (
        <p className={css.nothing}>{t('ended.nothing')}</p>
      ) : (
        <ol
          className={clsx(
            css.teams,
            rows.length <= 4 && css.few,
            rows.length > 6 && css.twoColumns,
            rows.length <= 8 && rows.length > 4 && css.upToEight,
          )}
        >
          {rows.map((standing) => (
            <TeamStanding key={standing.team.team_number} standing={standing} />
          ))}
        </ol>
      )}
    </main>
  );
}

function TeamStanding({ standing: { team, built, place } }: { readonly standing: Standing }) {
  const { t } = useTranslation('board');
  const { t: tEvening } = useTranslation('evening');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  return (
    <li>
      <span className={css.place}>
        {place !== null && tEvening('standings.place', { number: format.number(place) })}
      </span>
      <TeamBadge team={team} size="1.6em" named />
      <span className={css.name}>
        <bdi translate="no">{team.name}</bdi> <FoldedMark team={team} />
      </span>
      <ul className={css.buildings}>
        {BUILDINGS.filter((building) => (team.tally[building] ?? 0) > 0).map((building) => (
          <li key={building} aria-label={tShared(`buildings.${building}`)}>
            <BuildingIcon building={building} size="1em" />
            {format.number(team.tally[building] ?? 0)}
          </li>
        ))}
      </ul>
      {built > 0 && (
        <strong className={css.some}>
          {t('ended.built', { count: built, number: format.number(built) })}
        </strong>
      )}
    </li>
  );
}
