import { TEAM_NAME_LIMIT } from '../../../game/text-limits.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { TextField } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useDraft } from '../hooks/use-draft.ts';

interface TeamNameProps {
  readonly team: Team;
  readonly label: string;
  readonly labelHidden?: boolean;
}

/** A team's name, kept when the typing is over. */
export function TeamName({ team, label, labelHidden = false }: TeamNameProps) {
  const { api, gameCode } = useDesk();
  const run = useRun();
  const draft = useDraft(
    team.name,
    TEAM_NAME_LIMIT,
    (name, before) =>
      void run(() => api.changeTeam(gameCode, team.team_number, { name, expected_name: before })),
  );
  return <TextField label={label} labelHidden={labelHidden} {...draft} />;
}
