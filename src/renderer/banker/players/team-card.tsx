import { clsx } from 'clsx';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { GridList } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords, longestWord } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { SchoolSwitch } from '../teams/school-switch.tsx';
import { TeamDialog } from '../teams/team-dialog.tsx';
import { PlayerItem } from './player-item.tsx';
import type { TeamDrag } from './use-team-drag.ts';
import { useTeamDrop } from './use-team-drop.ts';
import css from './team-card.module.css';

/** A word of more letters of usual width has no room beside what is in the head of a card. */
const LONG_WORD = 14;

interface TeamCardProps {
  readonly team: Team;
  readonly players: readonly Player[];
  /** Which text to show when it has no players. */
  readonly empty: 'empty' | 'empty_all';
  readonly drag: TeamDrag;
}

interface TeamlessCardProps {
  readonly players: readonly Player[];
  /** Which text to show when there is nobody. */
  readonly empty: 'none_left' | 'empty_all';
  readonly drag: TeamDrag;
}

/** One team and its players; a player can be dropped onto it. */
export function TeamCard({ team, players, empty, drag }: TeamCardProps) {
  const { t } = useTranslation('players');
  const [editing, setEditing] = useState(false);
  const name = isolate(team.name);
  const titleId = `team-${team.team_number}`;
  return (
    <section className={css.card} aria-labelledby={titleId} data-team={team.team_number} data-card>
      <header className={css.cardHead} data-word={longestWord(team.name) > LONG_WORD ? 'long' : 'usual'}>
        <TeamBadge team={team} size="2rem" named />
        <h3 id={titleId} style={fitWords(team.name)}>
          <bdi translate="no">{team.name}</bdi>
        </h3>
        <Count players={players} />
        <Button
          variant="quiet"
          size="small"
          label={t('team.edit', { name })}
          onPress={() => setEditing(true)}
        >
          <Pencil aria-hidden size={16} />
        </Button>
      </header>
      <SchoolSwitch team={team} />
      <Members
        label={t('team.players', { name })}
        teamNumber={team.team_number}
        players={players}
        empty={t(`team.${empty}`)}
        drag={drag}
      />
      <TeamDialog team={team} open={editing} onOpenChange={setEditing} />
    </section>
  );
}

/** Players without a team: the first thing to sort out. Once shown, it stays: no team comes to stand in its place. */
export function TeamlessCard({ players, empty, drag }: TeamlessCardProps) {
  const { t } = useTranslation('players');
  return (
    <section
      className={css.card}
      aria-labelledby="teamless"
      data-team="none"
      data-card
      data-empty={players.length === 0}
    >
      <header className={css.cardHead}>
        <h3 id="teamless">{t('team.none')}</h3>
        <Count players={players} />
      </header>
      {players.length > 0 && <p className={css.hint}>{t('team.none_text')}</p>}
      <Members
        label={t('team.none')}
        teamNumber={null}
        players={players}
        empty={t(`team.${empty}`)}
        drag={drag}
      />
    </section>
  );
}

function Count({ players }: { readonly players: readonly Player[] }) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const number = format.number(players.length);
  return (
    <span className={css.count}>
      <span aria-hidden="true">{number}</span>
      <span className="visually-hidden">{t('count', { count: players.length, number })}</span>
    </span>
  );
}

interface MembersProps {
  readonly label: string;
  readonly teamNumber: number | null;
  readonly players: readonly Player[];
  readonly empty: string;
  readonly drag: TeamDrag;
}

function Members({ label, teamNumber, players, empty, drag }: MembersProps) {
  const { selectPlayer } = useDesk();
  const { dragAndDropHooks } = useTeamDrop(teamNumber, drag);
  return (
    <GridList
      aria-label={label}
      className={clsx(css.members)}
      items={players}
      dragAndDropHooks={dragAndDropHooks}
      onAction={(key) => selectPlayer(Number(key))}
      renderEmptyState={() => <p className={css.hint}>{empty}</p>}
    >
      {(player) => <PlayerItem id={player.player_id} player={player} />}
    </GridList>
  );
}
