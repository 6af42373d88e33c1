import { GraduationCap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/shapes.ts';
import { useChangeTeam } from './team-window.tsx';
import styles from './school-switch.module.css';

/** Whether the team has a school: with one, several of its players can be busy at once. */
export function SchoolSwitch({ team }: { readonly team: Team }) {
  const { t } = useTranslation('people');
  const change = useChangeTeam(team.team_number);
  return (
    <label className={styles['switch']}>
      <input
        type="checkbox"
        role="switch"
        checked={team.has_school}
        aria-checked={team.has_school}
        aria-label={t('team.school_of', { name: team.name })}
        onChange={(event) => change({ has_school: event.target.checked })}
      />
      <GraduationCap aria-hidden size={18} />
      <span aria-hidden="true">{t('team.school')}</span>
    </label>
  );
}
