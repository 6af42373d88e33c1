import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { ChangeTeamBody } from '../../../protocol/rest-schemas.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { teamLetter } from '../../shared/team-look.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { FoldDialog } from './fold-dialog.tsx';
import { TeamLook } from './team-look.tsx';
import { TeamName } from './team-name.tsx';
import css from './team-dialog.module.css';

interface TeamDialogProps {
  readonly team: Team;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Name and look of a team. Every change counts at once; folding asks where its players go. */
export function TeamDialog({ team, open, onOpenChange }: TeamDialogProps) {
  const { t } = useTranslation('players');
  const [isFolding, setFolding] = useState(false);
  const change = useChangeTeam(team.team_number);
  return (
    <>
      <Dialog
        title={t('team.window', { letter: teamLetter(team.team_number) })}
        open={open}
        onOpenChange={onOpenChange}
      >
        {(close) => (
          <div className={css.window}>
            <TeamName team={team} label={t('team.name')} />
            <TeamLook team={team} onChange={change} />
            <div className={css.end} data-answers>
              <Button
                label={t('fold.open_of', { name: isolate(team.name) })}
                onPress={() => {
                  close();
                  setFolding(true);
                }}
              >
                {t('fold.open')}
              </Button>
              <Button variant="main" onPress={close}>
                {t('done')}
              </Button>
            </div>
          </div>
        )}
      </Dialog>
      <FoldDialog team={team} open={isFolding} onOpenChange={setFolding} />
    </>
  );
}

function useChangeTeam(teamNumber: number): (change: ChangeTeamBody) => void {
  const { api, gameCode } = useDesk();
  const run = useRun();
  return (change) => void run(() => api.changeTeam(gameCode, teamNumber, change));
}
