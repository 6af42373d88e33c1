import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-error.ts';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import type { ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import { Button } from '../../shared/components/button.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { checkTyped } from '../../shared/typed-text.ts';
import { Field } from '../components/field.tsx';
import { Note } from '../components/note.tsx';
import { showRefused } from '../entry/show-refused.ts';
import { useGameContext } from '../game/game-context.ts';
import css from './drawer.module.css';

interface OwnDetailsProps {
  readonly me: Player;
  /** Those to choose from; empty where the banker gives the teams. */
  readonly teams: readonly Team[];
}

type Saving = 'idle' | 'busy' | 'saved' | 'failed';

/** Until the game starts, players correct their own name and team. */
export function OwnDetails({ me, teams }: OwnDetailsProps) {
  const { t } = useTranslation('player');
  const { session } = useGameContext();
  const [name, setName] = useState(me.player_name);
  const [fault, setFault] = useState<string | null>(null);
  const [saving, setSaving] = useState<Saving>('idle');

  const save = async (body: ChangePlayerBody) => {
    if (saving === 'busy') return;
    setSaving('busy');
    try {
      const changed = await session.api.changePlayer(session.seat.code, me.player_id, body);
      // A name half typed outlives the choice of a team.
      if (body.player_name !== undefined) setName(changed.player_name);
      setSaving('saved');
    } catch (error) {
      setSaving('failed');
      if (!(error instanceof HostError)) throw error;
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = checkTyped(name, PLAYER_NAME_LIMIT).fault;
    if (wrong === 'empty') setFault(t('entry.name_missing'));
    if (wrong === null) void save({ player_name: name });
    else showRefused(event.currentTarget);
  };
  return (
    <>
      <form onSubmit={submit} noValidate className={css.ownName}>
        <Field
          label={t('entry.name')}
          hint={t('own.name_hint')}
          value={name}
          limit={PLAYER_NAME_LIMIT}
          fault={fault}
          autoComplete="off"
          onChange={({ target }) => {
            setName(target.value);
            setFault(null);
            setSaving('idle');
          }}
        />
        {name !== me.player_name && (
          <Button type="submit" variant="main" aria-disabled={saving === 'busy'}>
            {t('own.save_name')}
          </Button>
        )}
      </form>
      {teams.length > 0 && (
        <fieldset className={css.ownTeam}>
          <legend>{t('own.team')}</legend>
          {teams.map((team) => (
            <Button
              key={team.team_number}
              aria-pressed={team.team_number === me.team_number}
              onClick={() => void save({ team_number: team.team_number })}
            >
              <TeamBadge team={team} size="2rem" />
              <bdi translate="no">{team.name}</bdi>
            </Button>
          ))}
        </fieldset>
      )}
      <output>{saving === 'saved' && <span>{t('own.saved')}</span>}</output>
      {saving === 'failed' && <Note kind="trouble">{t('own.failed')}</Note>}
    </>
  );
}
