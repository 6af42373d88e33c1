import { type SubmitEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultEnvironment } from '../../../client/environment.ts';
import { HostError } from '../../../client/host-error.ts';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import type { ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import { Button } from '../../shared/components/button.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { Field } from '../components/field.tsx';
import { NameCounter, nameFault, nameFaultText } from '../components/name-check.tsx';
import { Note } from '../components/note.tsx';
import { showRefused } from '../entry/show-refused.ts';
import { useGameContext } from '../game/game-context.ts';
import { letRefusalGo } from '../game/let-refusals-go.ts';
import { useKeptText } from '../hooks/use-kept-text.ts';
import { loadTeamMembers, useLaterPart } from '../hooks/use-later-part.ts';
import { useRefusalWords } from '../hooks/use-refusal-words.ts';
import css from './drawer.module.css';

interface OwnDetailsProps {
  readonly me: Player;
  readonly mayRename: boolean;
  /** Those to choose from; empty where the player may not choose now. */
  readonly teams: readonly Team[];
}

interface Refusal {
  readonly code: ProblemCode;
  readonly retryAfterMs: number | null;
}

type Saving = 'idle' | 'busy' | 'saved' | 'failed';

/** Players correct their own name and team: until the start, and later as far as the banker allows it. */
export function OwnDetails({ me, mayRename, teams }: OwnDetailsProps) {
  const { t } = useTranslation('drawer');
  const { t: tPlayer } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const refusalWords = useRefusalWords();
  const { session, view } = useGameContext();
  const { Part: TeamMembers } = useLaterPart(loadTeamMembers, view.connection);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { text: name, change: setName, settle } = useKeptText(session, me.player_name);
  const [fault, setFault] = useState<string | null>(null);
  const [saving, setSaving] = useState<Saving>('idle');

  const save = async (body: ChangePlayerBody) => {
    if (saving === 'busy') return;
    setSaving('busy');
    setRefusal(null);
    try {
      const details = [
        ...(body.player_name === undefined ? [] : (['player_name'] as const)),
        ...(body.team_number === undefined ? [] : (['team_number'] as const)),
      ];
      const changed = await session.knownSeat.change(details, () =>
        session.api.changePlayer(session.seat.code, me.player_id, body),
      );
      // A name half typed outlives the choice of a team.
      if (body.player_name !== undefined) settle(changed.player_name);
      setSaving('saved');
    } catch (error) {
      setSaving('failed');
      if (!(error instanceof HostError)) throw error;
      const { problem, retryAfterMs } = error;
      setRefusal(problem && { code: problem.code, retryAfterMs });
    }
  };
  useEffect(() => {
    if (refusal === null) return undefined;
    return letRefusalGo(refusal, session.store, defaultEnvironment(), () => {
      setRefusal(null);
      setSaving((now) => (now === 'failed' ? 'idle' : now));
    });
  }, [refusal, session]);
  const words = ({ code }: Refusal) =>
    code === 'team_changed' || code === 'name_changed' ? t(`own.${code}`) : refusalWords(code);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = nameFault(name);
    if (wrong === 'empty') setFault(tPlayer('entry.name_missing'));
    if (wrong === null) void save({ player_name: name, expected_name: me.player_name });
    else showRefused(event.currentTarget);
  };
  return (
    <>
      {mayRename && (
        <form onSubmit={submit} noValidate className={css.ownName}>
          <Field
            label={tPlayer('entry.name')}
            hint={t(view.game?.status === 'waiting' ? 'own.name_hint' : 'own.name_hint_in_play')}
            value={name}
            counter={NameCounter}
            fault={nameFaultText(tShared, name) ?? fault}
            autoComplete="nickname"
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
      )}
      {teams.length > 0 && (
        <fieldset className={css.ownTeam}>
          <legend>{t('own.team')}</legend>
          {teams.map((team) => (
            <Button
              key={team.team_number}
              aria-pressed={team.team_number === me.team_number}
              onClick={() => void save({ team_number: team.team_number, expected_team: me.team_number })}
            >
              <TeamBadge team={team} size="2rem" />
              <bdi translate="no">{team.name}</bdi>
            </Button>
          ))}
        </fieldset>
      )}
      {teams.length > 0 && TeamMembers !== null && <TeamMembers />}
      <output>{saving === 'saved' && <span>{t('own.saved')}</span>}</output>
      {saving === 'failed' && (
        <Note kind="trouble">{refusal === null ? t('own.failed') : words(refusal)}</Note>
      )}
    </>
  );
}
