import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../protocol/entity-schemas.ts';
import { Checkbox } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useOptimisticValue } from '../hooks/use-optimistic-value.ts';
import css from './own-changes.module.css';

/** Whether players may go on correcting their own name and team during play. */
export function OwnChanges({ explained = false }: { readonly explained?: boolean }) {
  const { t } = useTranslation('players');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const told = useGame(({ game }) => game?.settings);
  const { value: settings, update } = useOptimisticValue(told);
  if (settings === undefined) return null;
  const change = (changed: Partial<Settings>) =>
    update(
      { ...settings, ...changed },
      run(() => api.changeGame(gameCode, { settings: changed })),
    );
  const givesTeams = settings.join_teams === 'assign';
  return (
    <fieldset className={css.choices} data-part="own-changes">
      <legend>{t('own_changes.title')}</legend>
      <Checkbox
        label={t('own_changes.name')}
        checked={settings.own_name_in_play}
        of="setting own_name_in_play"
        onChange={(checked) => change({ own_name_in_play: checked })}
      />
      {!givesTeams && (
        <Checkbox
          label={t('own_changes.team')}
          checked={settings.own_team_in_play}
          of="setting own_team_in_play"
          onChange={(checked) => change({ own_team_in_play: checked })}
        />
      )}
      <Checkbox
        label={t('own_changes.needs')}
        checked={settings.own_needs}
        of="setting own_needs"
        onChange={(checked) => change({ own_needs: checked })}
      />
      {explained && <p className={css.hint}>{t(givesTeams ? 'own_changes.assigned' : 'own_changes.hint')}</p>}
    </fieldset>
  );
}
