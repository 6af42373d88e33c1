import { Palette } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { lettersWide } from '../../shared/fit-words.ts';
import { playingTeams } from '../../shared/folded.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { teamLetter } from '../../shared/team-look.ts';
import { Button } from '../components/button.tsx';
import { useGame } from '../desk/desk-context.ts';
import { AddTeam } from '../teams/add-team.tsx';
import { FoldDialog } from '../teams/fold-dialog.tsx';
import { FoldedTeams } from '../teams/folded-teams.tsx';
import { TeamDialog } from '../teams/team-dialog.tsx';
import { TeamName } from '../teams/team-name.tsx';
import css from './setup.module.css';

/** What the teams are called and how they look. */
export function TeamsStep() {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const teams = playingTeams(useGame((view) => view.teams));
  return (
    <>
      <ul className={css.teams}>
        {teams.map((team) => (
          <TeamRow key={team.team_number} team={team} />
        ))}
      </ul>
      <p className={css.hint}>
        {t('teams.count', { count: teams.length, number: format.number(teams.length) })}
      </p>
      <p>
        <AddTeam />
      </p>
      <FoldedTeams />
    </>
  );
}

function TeamRow({ team }: { readonly team: Team }) {
  const { t } = useTranslation('setup');
  const { t: tPlayers } = useTranslation('players');
  const [dressing, setDressing] = useState(false);
  const [folding, setFolding] = useState(false);
  const name = isolate(team.name);
  return (
    <li data-team={team.team_number} style={{ '--letters': lettersWide(team.name) }}>
      <TeamBadge team={team} size="2.75rem" named />
      <TeamName
        team={team}
        label={t('teams.name_of', { letter: teamLetter(team.team_number) })}
        labelHidden
      />
      <div className={css.teamButtons}>
        <Button size="small" label={t('teams.look_of', { name })} onPress={() => setDressing(true)}>
          <Palette aria-hidden size={18} /> {t('teams.look')}
        </Button>
        <Button size="small" label={tPlayers('fold.open_of', { name })} onPress={() => setFolding(true)}>
          {tPlayers('fold.open')}
        </Button>
      </div>
      <TeamDialog team={team} open={dressing} onOpenChange={setDressing} />
      <FoldDialog team={team} open={folding} onOpenChange={setFolding} />
    </li>
  );
}
