import { KeyRound, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { Button } from '../components/button.tsx';
import { LinkDialog } from '../links/link-dialog.tsx';
import css from './player-panel.module.css';

/** The ways back in for a player whose phone died: the PIN, and the seat moved to another phone. Shown on request only. */
export function SeatRecovery({ player }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const [moving, setMoving] = useState(false);
  const { player_id: playerId, player_name: playerName, removed } = player;
  return (
    <div className={css.group}>
      <h3>{t('player.seat')}</h3>
      <Pin pin={player.seat_pin ?? null} />
      {!removed && (
        <Button size="small" onPress={() => setMoving(true)}>
          <Smartphone aria-hidden size={16} /> {t('player.move')}
        </Button>
      )}
      {moving && <LinkDialog link={{ for: 'seat', playerId, playerName }} onClose={() => setMoving(false)} />}
    </div>
  );
}

function Pin({ pin }: { readonly pin: string | null }) {
  const { t } = useTranslation('players');
  const [shown, setShown] = useState(false);
  if (pin === null) return null;
  return (
    <>
      <Button size="small" onPress={() => setShown(!shown)}>
        <KeyRound aria-hidden size={16} /> {t(shown ? 'player.pin_hide' : 'player.pin_show')}
      </Button>
      <output className={css.said}>
        {shown && (
          <>
            <span className={css.pin} translate="no">
              {t('player.pin', { pin })}
            </span>
            <span className={css.hint}>{t('player.pin_text')}</span>
          </>
        )}
      </output>
    </>
  );
}
