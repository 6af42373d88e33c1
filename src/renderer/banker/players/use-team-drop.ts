import { useDragAndDrop, type DragAndDropHooks } from 'react-aria-components';
import { refuseKey } from '../../shared/refused-press.ts';
import { useDesk } from '../desk/desk-context.ts';
import { usePlayerActions } from './use-player-actions.ts';
import type { TeamDrag } from './use-team-drag.ts';

/** Only players of this page can be dropped, no text from elsewhere. */
const PLAYER = 'application/x-player';

/** Lets players be dragged out of a team's list and dropped into it, by mouse, finger or keyboard. */
export function useTeamDrop(
  teamNumber: number | null,
  drag: TeamDrag,
): { readonly dragAndDropHooks: DragAndDropHooks } {
  const { store } = useDesk();
  const { change } = usePlayerActions();
  const nameOf = (key: string) =>
    store.getView().players.find(({ player_id }) => String(player_id) === key)?.player_name ?? key;
  return useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({ [PLAYER]: String(key), 'text/plain': nameOf(String(key)) })),
    acceptedDragTypes: [PLAYER],
    getDropOperation: () => 'move',
    onDragStart: drag.start,
    onDragEnd: drag.end,
    onRootDrop: ({ items }) => {
      const card = document.querySelector(`[data-card][data-team="${teamNumber ?? 'none'}"]`);
      if (card === null) return;
      if (drag.hasMoved(card)) return refuseKey(card, 'moved');
      for (const item of items) {
        if (item.kind !== 'text') continue;
        void item.getText(PLAYER).then((playerId) => change(Number(playerId), { team_number: teamNumber }));
      }
    },
  });
}
