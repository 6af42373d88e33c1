import { useTranslation } from 'react-i18next';
import { undoWindowMs } from '../../../game/decide-undo.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { useTicker } from '../../shared/hooks/ticker.ts';
import { useGameContext } from '../game/game-context.ts';
import { commandFor } from '../game/player-command.ts';
import { outcomeKey } from '../model/outcome.ts';
import { undoLeftMs } from '../model/undo-left.ts';
import { CommandButton } from './command-button.tsx';

interface UndoButtonProps {
  readonly challenge: Challenge;
  /** Instead of "Undo". */
  readonly word?: string;
}

/** Undoes what was done on this phone, for as long as the host allows. */
export function UndoButton({ challenge, word }: UndoButtonProps) {
  const { t } = useTranslation('player');
  const format = useFormat();
  const { session, view } = useGameContext();
  const timers = view.game?.settings.timers ?? true;
  const windowMs = undoWindowMs({ timers, extraTimeFactor: view.me?.extra_time_factor ?? 1 });
  const seconds = useTicker(() => Math.ceil(undoLeftMs(challenge, windowMs, session.store.hostNow()) / 1000));
  if (seconds === 0 || !session.localActions.isUndoable(outcomeKey(challenge))) return null;
  const undo = Number.isFinite(seconds)
    ? t('undo', { number: format.number(seconds) })
    : t('undo_at_leisure');
  return (
    <CommandButton variant="plain" size="thumb" command={commandFor('undo', challenge)}>
      {word ?? undo}
    </CommandButton>
  );
}
