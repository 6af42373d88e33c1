import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { finalStandings } from '../../shared/results/finale.ts';
import { type Standing, standings } from '../../shared/standings.ts';
import { Checkbox } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { KeptBack } from '../finale/kept-back.tsx';
import { useOptimisticValue } from '../hooks/use-optimistic-value.ts';
import css from './standings.module.css';

/** Who has built how much, and whether the board shows it. Behind one press: in a crowd the lists need the room. */
export function Standings() {
  const { t } = useTranslation('evening');
  const teams = useGame((view) => view.teams);
  const isOver = useGame(({ game }) => game?.status === 'completed');
  return (
    <details className={css.standings} data-part="standings">
      <summary>{t('standings.title')}</summary>
      <KeptBack>
        <ol>
          {(isOver ? finalStandings(teams) : standings(teams)).map((standing) => (
            <TeamPlace key={standing.team.team_number} standing={standing} isOver={isOver} />
          ))}
        </ol>
      </KeptBack>
      <ShownOnBoard />
    </details>
  );
}

interface TeamPlaceProps {
  readonly standing: Standing;
  /** Then nobody is told that they have nothing. */
  readonly isOver: boolean;
}

function TeamPlace({ standing: { team, built, place }, isOver }: TeamPlaceProps) {
  const { t } = useTranslation('evening');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  return (
    <li>
      <span className={css.place}>
        {built > 0 && place !== null ? t('standings.place', { number: format.number(place) }) : null}
      </span>
      <TeamBadge team={team} size="1.75rem" named />
      <span className={css.name}>
        <bdi translate="no">{team.name}</bdi> <FoldedMark team={team} />
      </span>
      {(built > 0 || !isOver) && <strong>{format.number(built)}</strong>}
      {built > 0 && (
        <ul className={css.buildings}>
          {BUILDINGS.filter((building) => (team.tally[building] ?? 0) > 0).map((building) => (
            <li
              key={building}
              aria-label={tShared(`buildings.${building}`)}
              title={tShared(`buildings.${building}`)}
            >
              <BuildingIcon building={building} size="1.1em" />
              {format.number(team.tally[building] ?? 0)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function ShownOnBoard() {
  const { t } = useTranslation('evening');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const told = useGame(({ game }) => game?.settings.show_standings);
  const { value, update } = useOptimisticValue(told);
  if (value === undefined) return null;
  return (
    <Checkbox
      label={t('standings.on_board')}
      checked={value}
      of="setting show_standings"
      onChange={(isShown) =>
        update(
          isShown,
          run(() => api.changeGame(gameCode, { settings: { show_standings: isShown } })),
        )
      }
    />
  );
}
