import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextField } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import css from './players-page.module.css';

interface RenamePlayerDialogProps {
  readonly player: Player;
  readonly onClose: () => void;
}

/** Another name for a player, straight from the row. */
export function RenamePlayerDialog({ player, onClose }: RenamePlayerDialogProps) {
  const { t } = useTranslation('players');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const { player_id: id, player_name: name } = player;
  const [before] = useState(name);
  const [typed, setTyped] = useState(name);
  const { text, fault } = checkTyped(typed, PLAYER_NAME_LIMIT);
  const save = async () => {
    if (fault !== null) return;
    const isSaved =
      text === name ||
      typed === before ||
      (await run(
        () => api.changePlayer(gameCode, id, { player_name: text, expected_name: before }),
        'rename',
      )) !== null;
    if (isSaved) onClose();
  };
  return (
    <Dialog
      title={t('rename.title', { name: isolate(before) })}
      open
      unsaved={typed.trim() !== '' && typed !== before}
      onOpenChange={(open) => !open && onClose()}
    >
      {() => (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextField
            takesFocus
            label={t('player.name')}
            value={typed}
            limit={PLAYER_NAME_LIMIT}
            onChange={setTyped}
          />
          <div className={css.formEnd} data-answers>
            <Button submit variant="main" disabled={fault !== null}>
              {t('rename.yes')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
