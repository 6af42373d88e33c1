import { clsx } from 'clsx';
import { useState } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { GameView } from '../../../client/game-view.ts';
import { BUILDINGS, type Building } from '../../../game/catalogue.ts';
import { findLock } from '../../../game/locks.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { Problem } from '../../../protocol/problems.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Popover } from '../components/popover.tsx';
import { useDesk, useGame, useTeam } from '../desk/desk-context.ts';
import { RefusalWords } from '../desk/notices.tsx';
import { useRemember } from '../own-acts/own-acts-context.tsx';
import css from './ask-for.module.css';

interface AskForProps {
  readonly player: Player;
  /** What the button says; by itself it is short, for rows. */
  readonly long?: boolean;
}

/** Asks for a building in a player's name, when they have no phone or a dead one: one press in the menu. */
export function AskFor({ player, long = false }: AskForProps) {
  const { t } = useTranslation('banker');
  const running = useGame(({ game }) => game?.status === 'in_progress' || game?.status === 'paused');
  if (player.removed || !running) return null;
  const name = isolate(player.player_name);
  return (
    <DialogTrigger>
      <Button
        size={long ? 'normal' : 'small'}
        className={long ? undefined : css.beside}
        label={t('player.ask_for_name', { name })}
      >
        {t(long ? 'player.ask_for_building' : 'player.ask_for')}
      </Button>
      <Popover className={css.popover}>
        <AriaDialog className={clsx(css.dialog)}>
          {({ close }) => <Offer player={player} close={close} />}
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}

function Offer({ player, close }: { readonly player: Player; readonly close: () => void }) {
  const { t } = useTranslation('shared');
  const { t: tBanker } = useTranslation('banker');
  const team = useTeam(player.team_number);
  const { ask, refusal } = useAskFor(player, close);
  const { store } = useDesk();
  // As it was when this was opened: what it says must not move the buildings under a finger.
  const [holder] = useState(() => holderFor(store.getView(), player));
  return (
    <>
      <Heading slot="title" className={clsx(css.whose)}>
        {team !== undefined && <TeamBadge team={team} size="1.75rem" />}
        <span>
          <BidiText>{tBanker('player.ask_for_name', { name: isolate(player.player_name) })}</BidiText>
        </span>
      </Heading>
      <div role="alert">
        {refusal !== null && (
          <div className={css.refusal}>
            <RefusalWords problem={refusal} />
          </div>
        )}
        {refusal === null && holder !== undefined && (
          <p className={css.refusal}>
            {tBanker('refused.team_locked')}{' '}
            <BidiText>{tBanker('refused.holder', { name: isolate(holder) })}</BidiText>
          </p>
        )}
      </div>
      <ul className={css.buildings}>
        {BUILDINGS.map((building) => (
          <li key={building}>
            <Button variant="quiet" className={css.building} onPress={() => void ask(building)}>
              <BuildingIcon building={building} size="1.25em" />
              {t(`buildings.${building}`)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whose challenge keeps the player's team busy, so that nothing can be asked for; undefined: it is free, as far as the desk knows. */
function holderFor({ teams, challenges, game }: GameView, player: Player): string | undefined {
  const { player_id: playerId, team_number: teamNumber } = player;
  const hasSchool = teams.find((team) => team.team_number === teamNumber)?.has_school === true;
  const open = challenges.map((challenge) => ({
    playerId: challenge.player_id,
    teamNumber: challenge.team_number,
    name: challenge.player_name,
  }));
  const most = game?.settings.max_active_per_player ?? 1;
  const lock = findLock(open, { playerId, teamNumber, hasSchool }, most);
  return lock?.code === 'team_locked' ? lock.holder.name : undefined;
}

/** Closes the menu once it is asked for; what the rules say against it stands in the menu. */
function useAskFor(player: Player, close: () => void) {
  const { player_id: playerId, player_name: playerName, team_number: team } = player;
  const { api, store, gameCode } = useDesk();
  const remember = useRemember();
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const ask = async (building: Building) => {
    setRefusal(null);
    const expected = team === null ? {} : { expected_team: team };
    const { seq: seen_seq } = store.getView();
    const asked = { player_id: playerId, building_type: building, ...expected };
    const request = await remember(
      { kind: 'request', id: Math.round(store.hostNow()), version: 0, name: playerName, asked },
      (onKey) => api.request(gameCode, { ...asked, seen_seq }, { onKey }),
      {
        press: `ask ${playerId}`,
        onRefused: setRefusal,
        asAnswered: ({ id, version, player_name: name }) => ({ kind: 'request', id, version, name }),
      },
    );
    if (request !== null) close();
  };
  return { ask, refusal };
}
