import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { ChangeTeamBody } from '../../../protocol/rest-schemas.ts';
import { teamLetter } from '../../shared/team-look.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { TeamLook } from './team-look.tsx';
import { TeamName } from './team-name.tsx';
import css from './team-dialog.module.css';

interface TeamDialogProps {
  readonly team: Team;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Name and look of a team. Every change counts at once. */
export function TeamDialog({ team, open, onOpenChange }: TeamDialogProps) {
  const { t } = useTranslation('players');
  const change = useChangeTeam(team.team_number);
  return (
    <Dialog
      title={t('team.window', { letter: teamLetter(team.team_number) })}
      open={open}
      onOpenChange={onOpenChange}
    >
      {(close) => (
        <div className={css.window}>
          <TeamName team={team} label={t('team.name')} />
          <TeamLook team={team} onChange={change} />
          <div className={css.end}>
            <Button variant="main" onPress={close}>
              {t('done')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function useChangeTeam(teamNumber: number): (change: ChangeTeamBody) => void {
  const { api, gameCode } = useDesk();
  const run = useRun();
  return (change) => void run(() => api.changeTeam(gameCode, teamNumber, change));
}
