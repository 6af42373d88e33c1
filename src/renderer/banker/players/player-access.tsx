import { Ban, Undo2, UserMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useTurn } from '../hooks/use-turn.ts';
import { blockOf, removalOf, usePlayerActions } from './use-player-actions.ts';
import css from './player-panel.module.css';

/** Removes or restores the player, and blocks or unblocks the phone: two things, and both can be undone. */
export function PlayerAccess({ player }: { readonly player: Player }) {
  return (
    <>
      <InTheGame player={player} />
      {!player.without_phone && <LetIn player={player} />}
    </>
  );
}

function InTheGame({ player: { player_id: id, player_name, removed } }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const { remove, restore } = usePlayerActions();
  const { phase } = useTurn(removalOf(id));
  const turning = { presses: [removalOf(id)], pending: phase === 'answering', turned: phase === 'turned' };
  return (
    <div className={css.group}>
      {removed ? (
        <Button size="small" variant="main" {...turning} onPress={() => restore(id)}>
          <Undo2 aria-hidden size={16} /> {t('player.restore')}
        </Button>
      ) : (
        <Button size="small" variant="danger" {...turning} onPress={() => remove(id)}>
          <UserMinus aria-hidden size={16} />{' '}
          <span>
            <BidiText>{t('player.remove', { name: isolate(player_name) })}</BidiText>
          </span>
        </Button>
      )}
      <p className={css.hint}>{t(removed ? 'player.restore_text' : 'player.remove_text')}</p>
    </div>
  );
}

function LetIn({ player: { player_id: id, blocked = false } }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const { change } = usePlayerActions();
  const { phase } = useTurn(blockOf(id));
  return (
    <div className={css.group}>
      <Button
        size="small"
        variant={blocked ? 'plain' : 'danger'}
        presses={[blockOf(id)]}
        pending={phase === 'answering'}
        turned={phase === 'turned'}
        onPress={() => change(id, { blocked: !blocked })}
      >
        <Ban aria-hidden size={16} /> {t(blocked ? 'player.unblock' : 'player.block')}
      </Button>
      <p className={css.hint}>{t(blocked ? 'player.blocked_text' : 'player.block_text')}</p>
    </div>
  );
}
