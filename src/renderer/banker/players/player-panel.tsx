import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MAX_NAME_GRAPHEMES } from '../../../game/names.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { Action } from '../components/button.tsx';
import { SelectField, TextField } from '../components/fields.tsx';
import { ThereWord } from '../components/presence-label.tsx';
import { useDesk, useGame, usePlayer, useTeam } from '../desk/desk-context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useVisit } from '../hooks/use-focus-return.ts';
import { EXTRA_TIMES, extraTimeOf } from './extra-time.ts';
import { Merge } from './merge-player.tsx';
import { Presence } from './player-access.tsx';
import { AskFor } from './request-on-behalf.tsx';
import { Seat } from './seat-recovery.tsx';
import { TeamSelect } from './team-select.tsx';
import { useSeatCalls } from './use-player-actions.ts';
import css from './player-panel.module.css';

/** One player: everything the banker can change about a seat. */
export function PlayerPanel({ playerId }: { readonly playerId: number }) {
  const { t } = useTranslation('people');
  const { choose } = useDesk();
  const player = usePlayer(playerId);
  const team = useTeam(player?.team_number ?? null);
  const heading = useVisit();
  return (
    <section className={css.panel} aria-label={t('player.title')} data-part="player">
      <header className={css.head}>
        {team !== undefined && <TeamBadge team={team} size="2rem" />}
        <h3 ref={heading} tabIndex={-1}>
          <bdi>{player?.player_name}</bdi>
        </h3>
        <Action kind="quiet" size="small" label={t('player.close')} onPress={() => choose(null)}>
          <X aria-hidden size={18} />
        </Action>
      </header>
      {player === undefined ? <p>{t('player.gone')}</p> : <Details player={player} />}
    </section>
  );
}

function Details({ player }: { readonly player: Player }) {
  return (
    <>
      <ThereWord player={player} />
      <Approval player={player} />
      <AskFor playerId={player.player_id} />
      <Name player={player} />
      <Place player={player} />
      {!player.without_phone && <Seat player={player} />}
      {!player.removed && <Merge newcomer={player} />}
      <Presence player={player} />
    </>
  );
}

function Approval({ player: { player_id, approved } }: { readonly player: Player }) {
  const { t } = useTranslation('people');
  const asked = useGame(({ game }) => game?.settings.approve_names === true);
  const { change } = useSeatCalls();
  if (!asked || approved) return null;
  return (
    <div className={css.group}>
      <Action size="small" kind="main" onPress={() => change(player_id, { approved: true })}>
        {t('player.approve')}
      </Action>
      <p className={css.hint}>{t('player.approve_text')}</p>
    </div>
  );
}

function Name({ player: { player_id, player_name } }: { readonly player: Player }) {
  const { t } = useTranslation('people');
  const { change } = useSeatCalls();
  const draft = useDraft(player_name, (name) => change(player_id, { player_name: name }));
  return <TextField label={t('player.name')} maxLength={MAX_NAME_GRAPHEMES} {...draft} />;
}

/** Team and time: what decides when and how long a player is busy. */
function Place({ player }: { readonly player: Player }) {
  const { t } = useTranslation('people');
  const { change } = useSeatCalls();
  const { player_id: id, team_number: team, extra_time_factor: factor = 1 } = player;
  const times = EXTRA_TIMES.map((each) => ({
    value: String(each),
    label: each === 1 ? t('player.time_usual') : t('player.time_times', { factor: each }),
  }));
  return (
    <>
      <TeamSelect
        label={t('player.team')}
        value={team}
        onChange={(chosen) => change(id, { team_number: chosen })}
      />
      <SelectField
        label={t('player.time')}
        hint={t('player.time_hint')}
        value={String(extraTimeOf(factor))}
        choices={times}
        onChange={(chosen) => change(id, { extra_time_factor: Number(chosen) })}
      />
    </>
  );
}
