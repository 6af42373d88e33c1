import { GraduationCap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useIsChangedByOthers } from '../hooks/use-changed-by-others.ts';
import { useOptimisticValue } from '../hooks/use-optimistic-value.ts';
import { useRemember, usePlainApi } from '../own-acts/own-acts-context.tsx';
import { schoolChange } from '../own-acts/own-acts.ts';
import css from './school-switch.module.css';

/** Whether the team has a school: with one, several of its players can be busy at once. */
export function SchoolSwitch({ team }: { readonly team: Team }) {
  const { t } = useTranslation('players');
  const { gameCode, store } = useDesk();
  const api = usePlainApi();
  const remember = useRemember();
  const { value, update } = useOptimisticValue(team.has_school);
  const isTurned = useIsChangedByOthers(`school ${team.team_number}`);
  const turn = (hasSchool: boolean) => {
    const { team_number: id, name, tally } = team;
    const change = { hasSchool, built: tally.school ?? 0 };
    const act = { kind: 'school', id, version: Math.round(store.hostNow()), name, ...change } as const;
    update(
      hasSchool,
      remember(act, () => api.changeTeam(gameCode, id, schoolChange(change, 'redo'))),
    );
  };
  return (
    <label className={css.switch} {...(isTurned && { 'data-turned': true })}>
      <input
        type="checkbox"
        role="switch"
        checked={value}
        aria-checked={value}
        {...(isTurned && { 'aria-disabled': true })}
        aria-label={t('team.school_of', { name: isolate(team.name) })}
        onChange={(event) => turn(event.target.checked)}
      />
      <GraduationCap aria-hidden size={18} />
      <span aria-hidden="true">{t('team.school')}</span>
    </label>
  );
}
