import { clsx } from 'clsx';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge, Player, Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { helpersOf, type TeamHelpers } from '../../shared/results/evening-results.ts';
import css from './helpers.module.css';

/** How many names of one team have room; with many teams, fewer. */
const MOST_NAMES = 6;
const MOST_NAMES_OF_MANY = 3;
const FEW_TEAMS = 4;

interface HelpersProps {
  readonly challenges: readonly Challenge[];
  readonly teams: readonly Team[];
  readonly players: readonly Player[];
  readonly approveNames: boolean;
}

/** Who did most for each team. Teams come by their letters, so that nobody is the last of anything. */
export function Helpers({ challenges, teams, players, approveNames }: HelpersProps) {
  const { t } = useTranslation('results');
  const { compareNames } = useFormat();
  const helpers = useMemo(
    () => helpersOf(challenges, { teams, players, approveNames, compareNames }),
    [challenges, teams, players, approveNames, compareNames],
  );
  const isMany = helpers.length > FEW_TEAMS;
  return (
    <>
      <h1>{t(helpers.length === 0 ? 'finale.helpers_none' : 'finale.helpers_title')}</h1>
      <ul className={clsx(css.helpers, isMany && css.many)}>
        {helpers.map((each) => (
          <OfTeam
            key={each.team.team_number}
            helpers={each}
            most={isMany ? MOST_NAMES_OF_MANY : MOST_NAMES}
          />
        ))}
      </ul>
    </>
  );
}

function OfTeam({
  helpers: { team, done, names },
  most,
}: {
  readonly helpers: TeamHelpers;
  readonly most: number;
}) {
  const { t } = useTranslation('results');
  const format = useFormat();
  // One name more takes no more room than saying that there is one more.
  const shown = names.length <= most + 1 ? names : names.slice(0, most);
  const more = names.length - shown.length;
  const key = names.length > 1 ? 'finale.helpers_each' : 'finale.helper_done';
  return (
    <li>
      <TeamBadge team={team} size="1.8em" />
      <p className={css.names}>
        {shown.map((name, index) => (
          <bdi key={index} translate="no" className={css.name}>
            {name ?? t('finale.somebody')}
          </bdi>
        ))}
        {more > 0 && (
          <span className={css.more}>
            {t('finale.more_names', { count: more, number: format.number(more) })}
          </span>
        )}
      </p>
      <strong className={css.done}>{t(key, { count: done, number: format.number(done) })}</strong>
    </li>
  );
}
