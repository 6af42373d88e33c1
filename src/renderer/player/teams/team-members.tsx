/** A chunk of its own: nobody needs it before there is something to choose. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { useGameContext } from '../game/game-context.ts';
import { groupsOf, type TeamGroup } from '../model/team-members.ts';
import { useTeamMembers } from './use-team-members.ts';
import css from './team-members.module.css';

/** Who is in which team, so that friends find each other. */
export function TeamMembers() {
  const { t } = useTranslation('members');
  const { view } = useGameContext();
  const { members, failed } = useTeamMembers();
  const { compareNames } = useFormat();
  const groups = useMemo(
    () => groupsOf(view.teams, members?.items ?? [], compareNames),
    [view.teams, members, compareNames],
  );
  return (
    <section className={css.where} aria-labelledby="who-is-where" data-part="who-is-where">
      <h2 id="who-is-where">{t('title')}</h2>
      {members === null ? (
        <p>{t(failed ? 'failed' : 'asking')}</p>
      ) : (
        <ul>
          {groups.map((group) => (
            <Group key={group.team?.team_number ?? 0} group={group} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Group({ group: { team, named, unnamed } }: { readonly group: TeamGroup }) {
  const { t } = useTranslation('members');
  const format = useFormat();
  const count = named.length + unnamed;
  return (
    <li data-team={team?.team_number ?? 'none'}>
      <h3>
        {team !== null && <TeamBadge team={team} size="1.75rem" named />}
        {team === null ? (
          <span>{t('teamless')}</span>
        ) : (
          <bdi translate="no" style={fitWords(team.name)}>
            {team.name}
          </bdi>
        )}
        <span className={css.count}>{t('count', { count, number: format.number(count) })}</span>
      </h3>
      {named.length > 0 && (
        <ul className={css.names}>
          {named.map(({ player_id, player_name }) => (
            <li key={player_id}>
              <bdi translate="no" style={fitWords(player_name)}>
                {player_name}
              </bdi>
            </li>
          ))}
        </ul>
      )}
      {unnamed > 0 && (
        <p className={css.unnamed}>{t('unnamed', { count: unnamed, number: format.number(unnamed) })}</p>
      )}
    </li>
  );
}
