import { useTranslation } from 'react-i18next';
import { playingTeams } from '../../shared/folded.ts';
import { SelectField } from '../components/fields.tsx';
import { useGame } from '../desk/desk-context.ts';
import type { SharedState } from '../model/shared-state.ts';

interface TeamSelectProps {
  readonly label: string;
  readonly value: number | null;
  /** The player's team that it changes, once they are in the game. */
  readonly of?: SharedState;
  readonly onChange: (teamNumber: number | null) => void;
  /** They are not in the game yet: where the laptop gives the teams, whoever has none chosen gets one. */
  readonly forNewcomers?: boolean;
}

/** One of the game's teams, or none yet. */
export function TeamSelect({ label, value, of, onChange, forNewcomers = false }: TeamSelectProps) {
  const { t } = useTranslation('players');
  const teams = playingTeams(useGame((view) => view.teams));
  const givesTeams = useGame(({ game }) => game?.settings.join_teams === 'assign');
  const isShared = forNewcomers && givesTeams;
  const none = { value: '', label: t(isShared ? 'list.evenly' : 'player.no_team') };
  const isHinted = forNewcomers && !givesTeams && value === null;
  const choices = teams.map(({ team_number, name }) => ({
    value: String(team_number),
    label: name,
  }));
  return (
    <SelectField
      label={label}
      {...(isHinted && { hint: t('list.no_team_hint', { button: t('balance.button') }) })}
      value={value === null ? '' : String(value)}
      {...(of !== undefined && { of })}
      choices={[none, ...choices]}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
    />
  );
}
