import { useTranslation } from 'react-i18next';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useGame } from '../desk/desk-context.ts';
import { CountsCells, CountsHeads } from './counts-cells.tsx';
import { publicName, type TeamResult } from './results.ts';
import css from './summary.module.css';

/** The players in numbers, team by team. */
export function PlayersTable({ results }: { readonly results: readonly TeamResult[] }) {
  const { t } = useTranslation('summary');
  const teams = results.filter(({ players }) => players.length > 0);
  return (
    <section className={css.block} aria-labelledby="players-title">
      <h4 id="players-title">{t('players')}</h4>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is wider than the window is moved by keyboard, too */}
      <div className={css.scroll} tabIndex={0}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.player')}</th>
              <CountsHeads />
            </tr>
          </thead>
          {teams.map((result) => (
            <TeamPlayers key={result.team.team_number} result={result} />
          ))}
        </table>
      </div>
    </section>
  );
}

function TeamPlayers({ result: { team, players: counted } }: { readonly result: TeamResult }) {
  const { t } = useTranslation('summary');
  const players = useGame((view) => view.players);
  const approveNames = useGame(({ game }) => game?.settings.approve_names === true);
  return (
    <tbody>
      {counted.map((counts) => {
        const name = publicName(counts, players, approveNames);
        return (
          <tr key={counts.playerId}>
            <th scope="row">
              <span className={css.team}>
                <TeamBadge team={team} />
                {name === null ? <em>{t('hidden_name')}</em> : <bdi translate="no">{name}</bdi>}
              </span>
            </th>
            <CountsCells counts={counts} />
          </tr>
        );
      })}
    </tbody>
  );
}
