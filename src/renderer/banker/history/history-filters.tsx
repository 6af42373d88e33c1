import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CHALLENGE_STATUSES } from '../../../protocol/wire-enums.ts';
import { useFormat } from '../../shared/format.ts';
import { Button } from '../components/button.tsx';
import { SelectField } from '../components/fields.tsx';
import { useGame } from '../desk/desk-context.ts';
import { byName } from '../players/roster.ts';
import type { HistoryFilter } from './history-list.ts';
import css from './history.module.css';

interface FiltersProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

/** Filters by status, team and player. */
export function HistoryFilters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation('history');
  const { t: tBanker } = useTranslation('banker');
  const teams = useGame((view) => view.teams);
  const statuses = CHALLENGE_STATUSES.map((status) => ({
    value: status,
    label: tBanker(`statuses.${status}`),
  }));
  const { status: _status, ...withoutStatus } = filter;
  const { team: _team, ...withoutTeam } = filter;
  return (
    <search className={css.filters} aria-label={t('filters')}>
      <SelectField
        label={t('status')}
        value={filter.status ?? ''}
        choices={[{ value: '', label: t('any_status') }, ...statuses]}
        onChange={(status) => onChange(status === '' ? withoutStatus : { ...filter, status })}
      />
      <SelectField
        label={t('team')}
        value={String(filter.team ?? '')}
        choices={[
          { value: '', label: t('any_team') },
          ...teams.map(({ team_number, name }) => ({ value: String(team_number), label: name })),
        ]}
        onChange={(team) => onChange(team === '' ? withoutTeam : { ...filter, team: Number(team) })}
      />
      <PlayerFilter filter={filter} onChange={onChange} />
      {Object.keys(filter).length > 0 && (
        <Button variant="quiet" size="small" onPress={() => onChange({})}>
          {t('all')}
        </Button>
      )}
    </search>
  );
}

function PlayerFilter({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation('history');
  const { compareNames } = useFormat();
  const players = useGame((view) => view.players);
  const choices = useMemo(
    () =>
      players
        .filter(({ role }) => role === 'player')
        .toSorted(byName(compareNames))
        .map(({ player_id, player_name }) => ({ value: String(player_id), label: player_name })),
    [players, compareNames],
  );
  const { player: _player, ...withoutPlayer } = filter;
  return (
    <SelectField
      label={t('player')}
      value={String(filter.player ?? '')}
      choices={[{ value: '', label: t('any_player') }, ...choices]}
      onChange={(player) => onChange(player === '' ? withoutPlayer : { ...filter, player: Number(player) })}
    />
  );
}
