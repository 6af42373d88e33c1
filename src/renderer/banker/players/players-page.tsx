import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../components/empty-state.tsx';
import { Page } from '../components/page-layout.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { Approvals } from './approvals.tsx';
import { PlayerPanel } from './player-panel.tsx';
import { PeopleBar } from './players-bar.tsx';
import { Likenesses } from './possible-duplicates.tsx';
import { Removed } from './removed-players.tsx';
import { rosterOf } from './roster.ts';
import { TeamCard, TeamlessCard } from './team-card.tsx';
import css from './players-page.module.css';

/** Everybody by team: moved, renamed, taken out and brought back. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const { chosen } = useDesk();
  const loaded = useGame((view) => view.loaded);
  const players = useGame((view) => view.players);
  const teams = useGame((view) => view.teams);
  const [typed, setTyped] = useState('');
  const roster = useMemo(() => rosterOf(players, teams, typed), [players, teams, typed]);
  const everybody = useMemo(() => rosterOf(players, teams, ''), [players, teams]);
  const filtered = typed.trim() !== '';
  const empty = filtered ? 'empty_found' : everybody.found === 0 ? 'empty_all' : 'empty';

  return (
    <Page title={t('title')} part="people">
      <PeopleBar typed={typed} onType={setTyped} />
      <div className={css.sides} data-open={chosen !== null}>
        <div className={css.main}>
          {!loaded && <output>{t('loading')}</output>}
          {loaded && everybody.found === 0 && <Empty title={t('nobody_title')}>{t('nobody')}</Empty>}
          {filtered && roster.found === 0 && <output>{t('not_found')}</output>}
          <Approvals players={everybody.unapproved} />
          <Likenesses players={players} />
          <div className={css.cards}>
            {roster.teamless.length > 0 && <TeamlessCard players={roster.teamless} />}
            {roster.teams.map(({ team, players: members }) => (
              <TeamCard key={team.team_number} team={team} players={members} empty={empty} />
            ))}
          </div>
          <Removed players={roster.removed} />
        </div>
        {chosen !== null && <PlayerPanel key={chosen} playerId={chosen} />}
      </div>
    </Page>
  );
}
