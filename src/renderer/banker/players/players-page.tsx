import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageLayout } from '../components/page-layout.tsx';
import { useDesk, useGame, useTeam } from '../desk/desk-context.ts';
import { FoldedTeams } from '../teams/folded-teams.tsx';
import { Approvals } from './approvals.tsx';
import { PlayerPanel } from './player-panel.tsx';
import { PlayersBar } from './players-bar.tsx';
import { PossibleDuplicates } from './possible-duplicates.tsx';
import { RemovedPlayers } from './removed-players.tsx';
import { type Roster, rosterOf } from './roster.ts';
import { TeamCard, TeamlessCard } from './team-card.tsx';
import { type CardKey, useCardPlaces } from './use-card-places.ts';
import { useHeldRoster } from './use-held-roster.ts';
import { usePanelSide } from './use-panel-side.ts';
import css from './players-page.module.css';

/** Where a team stood that is out of play, and says so. */
function LeftPlace({ teamNumber }: { readonly teamNumber: number }) {
  const { t } = useTranslation('players');
  const team = useTeam(teamNumber);
  if (team === undefined) return <div className={css.left} aria-hidden="true" />;
  return (
    <div className={css.left} data-left={teamNumber}>
      <TeamBadge team={team} size="2rem" named />
      <p>
        <BidiText>{t('fold.place', { name: isolate(team.name) })}</BidiText>
      </p>
    </div>
  );
}

/** Whether the card has anybody who is looked for: of the others, nothing stands in the way. */
function isFoundIn({ teams, teamless }: Roster, key: CardKey): boolean {
  const players = key === 'none' ? teamless : teams.find(({ team }) => team.team_number === key)?.players;
  return (players?.length ?? 0) > 0;
}

/** All players by team: move, rename, remove and restore them. */
export function PlayersPage() {
  const { t } = useTranslation('players');
  const { selectedPlayerId } = useDesk();
  const loaded = useGame((view) => view.loaded);
  const { watch, holdHandlers, release, players, teams, changes, isHeld, drag } = useHeldRoster();
  const [typed, setTyped] = useState('');
  const { compareNames } = useFormat();
  const roster = useMemo(
    () => rosterOf(players, teams, { typed, compareNames }),
    [players, teams, typed, compareNames],
  );
  const everybody = useMemo(
    () => rosterOf(players, teams, { typed: '', compareNames }),
    [players, teams, compareNames],
  );
  const places = useCardPlaces(everybody);
  const sides = useRef<HTMLDivElement>(null);
  const onFocus = usePanelSide(sides, selectedPlayerId);
  const filtered = typed.trim() !== '';
  const empty = everybody.found === 0 ? 'empty_all' : 'empty';

  return (
    <PageLayout
      title={t('title')}
      part="people"
      actions={
        <div className={css.held}>
          {changes > 0 && (
            <Button size="small" className={css.changes} onPress={release}>
              {t('held', { count: changes })}
            </Button>
          )}
        </div>
      }
    >
      <PlayersBar
        typed={typed}
        onType={(now) => {
          // Whoever is looked for may have come meanwhile.
          release();
          setTyped(now);
        }}
      />
      <div ref={sides} className={css.sides} data-open={selectedPlayerId !== null} onFocus={onFocus}>
        <div
          ref={watch}
          {...holdHandlers}
          className={css.main}
          // What can be moved sideways, as beside a panel, is so by keyboard, too.
          {...(selectedPlayerId !== null && { tabIndex: 0 })}
        >
          {!loaded && <output>{t('loading')}</output>}
          {loaded && everybody.found === 0 && (
            <EmptyState title={t('nobody_title')}>{t('nobody')}</EmptyState>
          )}
          {filtered && roster.found === 0 && <output>{t('not_found')}</output>}
          <Approvals players={roster.unapproved} />
          <PossibleDuplicates players={players} isHeld={isHeld} />
          <div className={css.cards}>
            {places.map((key) => {
              if (filtered && !isFoundIn(roster, key)) return null;
              if (key === 'none')
                return (
                  <TeamlessCard
                    key={key}
                    players={roster.teamless}
                    empty={empty === 'empty' ? 'none_left' : empty}
                    drag={drag}
                  />
                );
              const card = roster.teams.find(({ team }) => team.team_number === key);
              if (card === undefined) return <LeftPlace key={key} teamNumber={key} />;
              return <TeamCard key={key} {...card} empty={empty} drag={drag} />;
            })}
          </div>
          <FoldedTeams />
          <RemovedPlayers players={roster.removed} />
        </div>
        {selectedPlayerId !== null && <PlayerPanel key={selectedPlayerId} playerId={selectedPlayerId} />}
      </div>
    </PageLayout>
  );
}
