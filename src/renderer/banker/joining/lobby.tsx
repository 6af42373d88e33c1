import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { playingTeams } from '../../shared/folded.ts';
import { playersOf, useGame } from '../desk/desk-context.ts';
import { JoinCard } from './join-card.tsx';
import css from './lobby.module.css';

interface LobbyProps {
  readonly info: HostInfo | null;
  readonly report: DoctorReport | null;
}

/** Before the game: the join code, as large as fits, and the teams as they fill. */
export function Lobby({ info, report }: LobbyProps) {
  const { t } = useTranslation('banker');
  const teams = useGame((view) => view.teams);
  const everybody = useGame((view) => view.players);
  const players = playersOf(everybody).filter(({ removed }) => !removed);
  const isUnreachable = info !== null && info.join_urls.length === 0;
  const without = players.filter(({ team_number }) => team_number === null).length;
  return (
    <section className={css.lobby} aria-label={t('lobby.title')} data-part="lobby">
      <JoinCard info={info} report={report} size="large" />
      <div className={css.in}>
        <p className={css.count}>
          {players.length === 0
            ? t(isUnreachable ? 'lobby.nobody_without_code' : 'lobby.nobody')
            : t('lobby.players', { count: players.length })}
          {without > 0 && <span className={css.without}>{t('lobby.without', { count: without })}</span>}
        </p>
        <ul className={css.teams}>
          {playingTeams(teams).map((team) => (
            <TeamCount key={team.team_number} team={team} players={players} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function TeamCount({ team, players }: { readonly team: Team; readonly players: readonly Player[] }) {
  const count = players.filter(({ team_number }) => team_number === team.team_number).length;
  return (
    <li className={css.team}>
      <TeamBadge team={team} size="2rem" named />
      <span className={css.name}>
        <bdi translate="no">{team.name}</bdi>
      </span>
      <strong>{count}</strong>
    </li>
  );
}
