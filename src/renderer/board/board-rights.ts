/** The tokens of the boards in this browser, as phones keep theirs: a board whose cookies somebody clears comes back by its own. */
import { isHeaderText } from '../../client/header-text.ts';
import type { SpareRight } from '../../client/host-client.ts';
import type { SafeStorage } from '../../client/safe-storage.ts';
import type { BoardSeat } from './board-route.ts';

export interface BoardRights {
  /** Undefined: its link was opened elsewhere, or this browser keeps nothing. */
  find(seat: BoardSeat): SpareRight | undefined;
  keep(seat: BoardSeat, token: string): void;
  /** It opens nothing any more. */
  forget(seat: BoardSeat): void;
}

/** @param storage the browser's, so that it lasts over a reload */
export function createBoardRights(storage: SafeStorage): BoardRights {
  const keyOf = ({ participantId }: BoardSeat) => `board.${participantId}.token`;
  return {
    find(seat) {
      const token = storage.read(keyOf(seat));
      return isHeaderText(token) ? boardRight(seat, token) : undefined;
    },
    keep: (seat, token) => storage.write(keyOf(seat), token),
    forget: (seat) => storage.remove(keyOf(seat)),
  };
}

const boardRight = ({ gameCode }: BoardSeat, token: string): SpareRight => ({
  path: `/games/${gameCode}/me`,
  token,
});
