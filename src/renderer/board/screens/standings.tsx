import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import { lengthOf } from '../../../game/text-limits.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { type Standing, standings } from '../../shared/standings.ts';
import css from './standings.module.css';

/** How many teams have room for what they built, building by building, and for their names. */
const WITH_BUILDINGS = 4;
const WITH_NAMES = 6;
/** Beside badge and number more than four teams have room for names of so many letters; longer ones go below. */
const SHORT_NAME = 8;
/** With more teams, all is smaller. */
const WITH_ROOM = 8;

/** Along the lower edge while the game is played: who has built how much. */
export function Standings({ teams }: { readonly teams: readonly Team[] }) {
  const { t } = useTranslation('evening');
  const isCrowded = teams.length > WITH_BUILDINGS;
  const hasLongNames = teams.some(({ name }) => lengthOf(name).graphemes > SHORT_NAME);
  return (
    <section className={css.standings} aria-label={t('standings.title')} data-part="standings">
      <ol data-teams={teams.length > WITH_ROOM ? 'many' : undefined}>
        {standings(teams).map((standing) => (
          <TeamPlace
            key={standing.team.team_number}
            standing={standing}
            teams={teams.length}
            isBelow={isCrowded && hasLongNames}
          />
        ))}
      </ol>
    </section>
  );
}

interface TeamPlaceProps {
  readonly standing: Standing;
  readonly teams: number;
  /** Whether the name has a line of its own. */
  readonly isBelow: boolean;
}

function TeamPlace({ standing, teams, isBelow }: TeamPlaceProps) {
  const { team, built, place } = standing;
  const { t } = useTranslation('evening');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const isNamed = teams <= WITH_NAMES;
  const kinds = BUILDINGS.filter((building) => (team.tally[building] ?? 0) > 0);
  const name = isNamed && (
    <bdi translate="no" className={css.name} style={fitWords(team.name)}>
      {team.name}
    </bdi>
  );
  return (
    <li className={clsx(place === 1 && built > 0 && css.first)}>
      <div className={css.line} data-wraps={teams > WITH_BUILDINGS}>
        {built > 0 && place !== null && (
          <span className={css.place}>{t('standings.place', { number: format.number(place) })}</span>
        )}
        <TeamBadge team={team} size="1.4em" named={isNamed} />
        {!isBelow && name}
        <FoldedMark team={team} />
        <strong>{format.number(built)}</strong>
      </div>
      {isBelow && name}
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
