import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BUILDINGS, type Building } from '../../../game/catalogue.ts';
import type { RequestChallengeBody } from '../../../protocol/rest-schemas.ts';
import { Button } from '../components/button.tsx';
import { SelectField } from '../components/fields.tsx';
import { useDesk, useGame, usePlayer } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useRemember } from '../own-acts/own-acts-context.tsx';
import css from './player-panel.module.css';

/** A request on a player's behalf, when they have no phone or a dead one. */
export function RequestOnBehalf({ playerId }: { readonly playerId: number }) {
  const { t } = useTranslation('banker');
  const { t: tShared } = useTranslation('shared');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const remember = useRemember();
  const player = usePlayer(playerId);
  const running = useGame(({ game }) => game?.status === 'in_progress' || game?.status === 'paused');
  const [building, setBuilding] = useState<Building>('farm');
  if (player === undefined || player.removed || player.team_number === null || !running) return null;
  const ask = async (asked: RequestChallengeBody) => {
    const request = await run(() => api.request(gameCode, asked), `ask ${playerId}`);
    if (request === null) return;
    const { id, version, player_name: name } = request;
    remember({ kind: 'request', id, version, name });
  };
  return (
    <form
      className={css.requestOnBehalf}
      data-part="ask-for"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = { player_id: playerId, building_type: building };
        void ask(asked);
      }}
    >
      <SelectField
        label={t('player.ask_for')}
        value={building}
        choices={BUILDINGS.map((value) => ({ value, label: tShared(`buildings.${value}`) }))}
        onChange={setBuilding}
      />
      <Button submit>{t('player.ask')}</Button>
    </form>
  );
}
