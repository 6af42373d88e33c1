/**
 * The tokens by which desks go on whose cookies somebody clears: an assistant's for as long as its tab is there, that of whoever runs the
 * host in the page's memory alone, and of a listed owner, who has a link that stays good, none.
 */
import { isHeaderText } from '../../../client/header-text.ts';
import type { SpareRight } from '../../../client/host-client.ts';
import { type SafeStorage, tabOnlyStorage } from '../../../client/safe-storage.ts';
import { parseOwnerTicket } from '../../../protocol/owner-link.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';

interface OpenedSeat {
  readonly seat: number;
  /** Null: the owner's, of all games. */
  readonly gameCode: string | null;
  readonly token: string;
}

export interface DeskRights {
  /** The same object for the same seat, which has its token once there is one. */
  of(seat: number): SpareRight;
  keep(opened: OpenedSeat): void;
  forget(seat: number): void;
}

/** @param storage of this tab alone */
export function createDeskRights(storage: SafeStorage): DeskRights {
  const rights = new Map<number, { path: string; token: string }>();
  const keyOf = (seat: number) => `desk.${seat}.right`;
  const stored = (seat: number) => {
    const [gameCode = '', token] = (storage.read(keyOf(seat)) ?? '').split(' ');
    return isHeaderText(token) ? { path: pathOf(gameCode), token } : { path: pathOf(null), token: '' };
  };
  const of = (seat: number) => {
    const known =
      rights.get(seat) ?? (seat === OWNER_SEAT_ID ? { path: pathOf(null), token: '' } : stored(seat));
    rights.set(seat, known);
    return known;
  };
  return {
    of,
    keep({ seat, gameCode, token }) {
      Object.assign(of(seat), { path: pathOf(gameCode), token });
      if (gameCode !== null) storage.write(keyOf(seat), `${gameCode} ${token}`);
    },
    forget(seat) {
      of(seat).token = '';
      storage.remove(keyOf(seat));
    },
  };
}

const pathOf = (gameCode: string | null) => (gameCode === null ? '/host' : `/games/${gameCode}/me`);

/** Whether a page keeps what this link has opened: whoever has a link of their own signs in by it again, and out when they like. */
export const keepsRightOf = (ticket: string): boolean => parseOwnerTicket(ticket) === null;

/** Those of this page. */
export const deskRights: DeskRights = createDeskRights(tabOnlyStorage());
