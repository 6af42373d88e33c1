import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { type Standing, standings } from '../../shared/standings.ts';
import css from './standings.module.css';

/** How many teams have room for what they built, building by building, and for their names. */
const WITH_BUILDINGS = 4;
const WITH_NAMES = 6;

/** Along the lower edge while the game is played: who has built how much. */
export function Standings({ teams }: { readonly teams: readonly Team[] }) {
  const { t } = useTranslation('evening');
  return (
    <section className={css.standings} aria-label={t('standings.title')} data-part="standings">
      <ol>
        {standings(teams).map((standing) => (
          <TeamPlace key={standing.team.team_number} standing={standing} teams={teams.length} />
        ))}
      </ol>
    </section>
  );
}

function TeamPlace({ standing, teams }: { readonly standing: Standing; readonly teams: number }) {
  const { team, built, place } = standing;
  const { t } = useTranslation('evening');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const isNamed = teams <= WITH_NAMES;
  const kinds = BUILDINGS.filter((building) => (team.tally[building] ?? 0) > 0);
  return (
    <li className={clsx(place === 1 && built > 0 && css.first)}>
      {built > 0 && place !== null && (
        <span className={css.place}>{t('standings.place', { number: format.number(place) })}</span>
      )}
      <TeamBadge team={team} size="1.4em" named={isNamed} />
      {isNamed && (
        <bdi translate="no" className={css.name}>
          {team.name}
        </bdi>
      )}
      <FoldedMark team={team} />
      <strong>{format.number(built)}</strong>
      {teams <= WITH_BUILDINGS && kinds.length > 0 && (
        <ul className={css.buildings}>
          {kinds.map((building) => (
            <li key={building} aria-label={tShared(`buildings.${building}`)}>
              <BuildingIcon building={building} size="0.9em" />
              {format.number(team.tally[building] ?? 0)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
