import { useDragAndDrop, type DragAndDropHooks } from 'react-aria-components';
import { refuseKey } from '../../shared/refused-press.ts';
import { useDesk } from '../desk/desk-context.ts';
import { usePlayerActions } from './use-player-actions.ts';
import type { TeamDrag } from './use-team-drag.ts';

/** Only players of this page can be dropped, no text from elsewhere. */
const PLAYER = 'application/x-player';

/** A player in the list of a team, where whoever drags sees them; null: of no team. */
interface Dragged {
  readonly id: number;
  readonly from: number | null;
}
const textOfDragged = ({ id, from }: Dragged): string => `${id} ${from ?? ''}`;
function readDragged(text: string): Dragged {
  const [id, from = ''] = text.split(' ');
  return { id: Number(id), from: from === '' ? null : Number(from) };
}

/** Lets players be dragged out of a team's list and dropped into it, by mouse, finger or keyboard. */
export function useTeamDrop(
  teamNumber: number | null,
  drag: TeamDrag,
): { readonly dragAndDropHooks: DragAndDropHooks } {
  const { store } = useDesk();
  const { move } = usePlayerActions();
  const playerOf = (key: string) =>
    store.getView().players.find(({ player_id }) => String(player_id) === key);
  return useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        [PLAYER]: textOfDragged({ id: Number(key), from: teamNumber }),
        'text/plain': playerOf(String(key))?.player_name ?? String(key),
      })),
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
        const drop = (text: string) => {
          const { id, from } = readDragged(text);
          const player_name = playerOf(String(id))?.player_name ?? '';
          move({ player_id: id, player_name, team_number: from }, teamNumber);
        };
        void item.getText(PLAYER).then(drop);
      }
    },
  });
}
