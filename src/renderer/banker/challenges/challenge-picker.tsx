import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { usePlayer, useTeam } from '../desk/desk-context.ts';
import { ExercisePicker, type PickerProps } from './exercise-picker.tsx';

interface ChallengePickerProps extends Omit<PickerProps, 'heading' | 'over' | 'recipient'> {
  /** Whose it is. */
  readonly challenge: Challenge;
  /** The challenge has ended, or is elsewhere: there is nothing to offer any more. */
  readonly over: boolean;
}

/** The picker for one player's challenge. */
export function ChallengePicker({ challenge, over, ...picker }: ChallengePickerProps) {
  const { t } = useTranslation('banker');
  const needs = usePlayer(challenge.player_id)?.needs ?? [];
  return (
    <ExercisePicker
      recipient={{ name: challenge.player_name, needs }}
      heading={<Whose challenge={challenge} />}
      over={over ? t(`picker.over.${challenge.status}`) : null}
      {...picker}
    />
  );
}

/** The player, as in the row. */
function Whose({ challenge }: Pick<ChallengePickerProps, 'challenge'>) {
  const { t } = useTranslation('shared');
  const team = useTeam(challenge.team_number);
  return (
    <>
      {team !== undefined && <TeamBadge team={team} size="1.75rem" />}
      <span>
        <bdi translate="no">{challenge.player_name}</bdi>
        {' · '}
        {t(`buildings.${challenge.building_type}`)}
      </span>
    </>
  );
}
