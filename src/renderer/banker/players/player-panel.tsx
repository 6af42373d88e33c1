import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { Button } from '../components/button.tsx';
import { DiscardQuestion } from '../components/discard-question.tsx';
import { SelectField, TextField } from '../components/fields.tsx';
import { PresenceLabel } from '../components/presence-label.tsx';
import { useDesk, useGame, usePlayer, useTeam } from '../desk/desk-context.ts';
import { useCloseOnEscape } from '../hooks/use-close-on-escape.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useFocusReturn } from '../hooks/use-focus-return.ts';
import { UnsavedTextContext, useGuardedClose } from '../hooks/use-unsaved-text.ts';
import { AskFor } from './ask-for.tsx';
import { EXTRA_TIMES, extraTimeOf } from './extra-time.ts';
import { MergePlayer } from './merge-player.tsx';
import { PlayerAccess } from './player-access.tsx';
import { PlayerNeeds } from './player-needs.tsx';
import { SeatRecovery } from './seat-recovery.tsx';
import { TeamSelect } from './team-select.tsx';
import { approvalBody, usePlayerActions } from './use-player-actions.ts';
import css from './player-panel.module.css';

/** One player: everything the banker can change about a seat. */
export function PlayerPanel({ playerId }: { readonly playerId: number }) {
  const { t } = useTranslation('players');
  const { selectPlayer } = useDesk();
  const player = usePlayer(playerId);
  const team = useTeam(player?.team_number ?? null);
  const heading = useFocusReturn();
  const { close, report, question } = useGuardedClose(() => selectPlayer(null));
  const panel = useCloseOnEscape(close);
  return (
    <section ref={panel} className={css.panel} aria-label={t('player.title')} data-part="player">
      <header className={css.head}>
        {team !== undefined && <TeamBadge team={team} size="2rem" />}
        <h2 ref={heading} tabIndex={-1}>
          <bdi translate="no">{player?.player_name}</bdi>
        </h2>
        <Button variant="quiet" size="small" label={t('player.close')} onPress={close}>
          <X aria-hidden size={18} />
        </Button>
      </header>
      <div className={css.body}>
        <UnsavedTextContext value={report}>
          {player === undefined ? <p>{t('player.gone')}</p> : <Details player={player} />}
        </UnsavedTextContext>
      </div>
      <DiscardQuestion question={question} />
    </section>
  );
}

function Details({ player }: { readonly player: Player }) {
  return (
    <>
      <PresenceLabel player={player} />
      <Approval player={player} />
      {/* What somebody waits for at the desk comes first: a phone that was lost, or a building. */}
      {!player.without_phone && <SeatRecovery player={player} />}
      <AskFor player={player} long />
      <Name player={player} />
      <TeamAndTime player={player} />
      {player.role === 'player' && <PlayerNeeds key={player.player_id} player={player} />}
      {player.without_phone && <SeatRecovery player={player} />}
      {!player.removed && <MergePlayer newcomer={player} />}
      <PlayerAccess player={player} />
    </>
  );
}

function Approval({ player: { player_id, player_name, approved } }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const asked = useGame(({ game }) => game?.settings.approve_names === true);
  const { change } = usePlayerActions();
  if (!asked || approved) return null;
  return (
    <div className={css.group}>
      <Button
        size="small"
        variant="main"
        of={`name ${player_id}`}
        onPress={() => change(player_id, approvalBody(player_name))}
      >
        {t('player.approve')}
      </Button>
      <p className={css.hint}>{t('player.approve_text')}</p>
    </div>
  );
}

function Name({ player: { player_id, player_name } }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const { change } = usePlayerActions();
  const draft = useDraft(player_name, PLAYER_NAME_LIMIT, (name, before) =>
    change(player_id, { player_name: name, expected_name: before }),
  );
  return <TextField label={t('player.name')} {...draft} />;
}

/** The player's team and extra time. */
function TeamAndTime({ player }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const { change, move } = usePlayerActions();
  const { player_id: id, team_number: team, extra_time_factor: factor = 1 } = player;
  const isInGame = player.role === 'player' && !player.removed;
  const times = EXTRA_TIMES.map((each) => ({
    value: String(each),
    label: each === 1 ? t('player.time_usual') : t('player.time_times', { factor: each }),
  }));
  return (
    <>
      <TeamSelect
        label={t('player.team')}
        value={team}
        of={`team ${id}`}
        onChange={(chosen) => (isInGame ? move(player, chosen) : change(id, { team_number: chosen }))}
      />
      <SelectField
        label={t('player.time')}
        hint={t('player.time_hint')}
        value={String(extraTimeOf(factor))}
        of={`extra time ${id}`}
        choices={times}
        onChange={(chosen) => change(id, { extra_time_factor: Number(chosen) })}
      />
    </>
  );
}
