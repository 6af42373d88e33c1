import { Palette, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_TEAMS } from '../../../game/catalogue.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { playingTeams } from '../../shared/folded.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { teamLetter } from '../../shared/team-look.ts';
import { Button } from '../components/button.tsx';
import { useGame } from '../desk/desk-context.ts';
import { FoldedTeams } from '../teams/folded-teams.tsx';
import { TeamDialog } from '../teams/team-dialog.tsx';
import { TeamName } from '../teams/team-name.tsx';
import { useTeamFolding } from '../teams/use-team-folding.ts';
import css from './setup.module.css';

/** What the teams are called and how they look. */
export function TeamsStep() {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const teams = playingTeams(useGame((view) => view.teams));
  const count = useGame(({ game }) => game?.team_count ?? 0);
  const { add } = useTeamFolding();
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
        <Button disabled={count >= MAX_TEAMS} onPress={() => void add()}>
          <Plus aria-hidden size={18} /> {t('teams.add')}
        </Button>
      </p>
      <FoldedTeams />
    </>
  );
}

function TeamRow({ team }: { readonly team: Team }) {
  const { t } = useTranslation('setup');
  const [dressing, setDressing] = useState(false);
  return (
    <li data-team={team.team_number}>
      <TeamBadge team={team} size="2.75rem" named />
      <TeamName
        team={team}
        label={t('teams.name_of', { letter: teamLetter(team.team_number) })}
        labelHidden
      />
      <Button
        size="small"
        label={t('teams.look_of', { name: isolate(team.name) })}
        onPress={() => setDressing(true)}
      >
        <Palette aria-hidden size={18} /> {t('teams.look')}
      </Button>
      <TeamDialog team={team} open={dressing} onOpenChange={setDressing} />
    </li>
  );
}
