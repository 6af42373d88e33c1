import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { ChangeTeamBody } from '../../../protocol/rest-schemas.ts';
import { teamLetter } from '../../shared/team-look.ts';
import { Action } from '../components/button.tsx';
import { Window } from '../components/dialog.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { TeamLook } from './team-look.tsx';
import { TeamName } from './team-name.tsx';
import css from './team-dialog.module.css';

interface TeamWindowProps {
  readonly team: Team;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Name and look of a team. Every change counts at once. */
export function TeamWindow({ team, open, onOpenChange }: TeamWindowProps) {
  const { t } = useTranslation('people');
  const change = useChangeTeam(team.team_number);
  return (
    <Window
      title={t('team.window', { letter: teamLetter(team.team_number) })}
      open={open}
      onOpenChange={onOpenChange}
    >
      {(close) => (
        <div className={css.window}>
          <TeamName team={team} label={t('team.name')} />
          <TeamLook team={team} onChange={change} />
          <div className={css.end}>
            <Action kind="main" onPress={close}>
              {t('done')}
            </Action>
          </div>
        </div>
      )}
    </Window>
  );
}

function useChangeTeam(teamNumber: number): (change: ChangeTeamBody) => void {
  const { calls, gameCode } = useDesk();
  const run = useRun();
  return (change) => void run(() => calls.changeTeam(gameCode, teamNumber, change));
}
