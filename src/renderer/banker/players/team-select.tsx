import { useTranslation } from 'react-i18next';
import { playingTeams } from '../../shared/folded.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { SelectField } from '../components/fields.tsx';
import { useGame } from '../desk/desk-context.ts';

interface TeamSelectProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (teamNumber: number | null) => void;
}

/** One of the game's teams, or none yet. */
export function TeamSelect({ label, value, onChange }: TeamSelectProps) {
  const { t } = useTranslation('players');
  const teams = playingTeams(useGame((view) => view.teams));
  const none = { value: '', label: t('player.no_team') };
  const choices = teams.map(({ team_number, name }) => ({
    value: String(team_number),
    label: isolate(name),
  }));
  return (
    <SelectField
      label={label}
      value={value === null ? '' : String(value)}
      choices={[none, ...choices]}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
    />
  );
}
