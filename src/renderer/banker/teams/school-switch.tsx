import { GraduationCap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useOptimisticValue } from '../hooks/use-optimistic-value.ts';
import css from './school-switch.module.css';

/** Whether the team has a school: with one, several of its players can be busy at once. */
export function SchoolSwitch({ team }: { readonly team: Team }) {
  const { t } = useTranslation('players');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const { value, update } = useOptimisticValue(team.has_school);
  const turn = (has_school: boolean) =>
    update(
      has_school,
      run(() => api.changeTeam(gameCode, team.team_number, { has_school })),
    );
  return (
    <label className={css.switch}>
      <input
        type="checkbox"
        role="switch"
        checked={value}
        aria-checked={value}
        aria-label={t('team.school_of', { name: isolate(team.name) })}
        onChange={(event) => turn(event.target.checked)}
      />
      <GraduationCap aria-hidden size={18} />
      <span aria-hidden="true">{t('team.school')}</span>
    </label>
  );
}
