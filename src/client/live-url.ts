/** The URL of a seat's live connection, with the position to resume from. */

/** The last event applied, and the epoch it belongs to. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

export interface SeatAddress {
  /** As `http://192.168.1.5:4747`. */
  readonly baseUrl: string;
  readonly code: string;
  readonly participantId: number;
  /** The build of this page; lets the host turn old pages away. */
  readonly page?: string | undefined;
}

/** As `ws://192.168.1.5:4747/ws/ABC123/7?epoch=...&seq=41`; without a cursor the host sends a snapshot. */
export function liveUrl(seat: SeatAddress, cursor: Cursor | null): string {
  const path = `${seat.baseUrl.replace(/^http/, 'ws')}/ws/${encodeURIComponent(seat.code)}/${seat.participantId}`;
  const search = queryOf(seat, cursor).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The same over plain HTTP. @param connection a name for this connection alone. */
export function streamUrl(seat: SeatAddress, cursor: Cursor | null, connection: string): string {
  const query = queryOf(seat, cursor);
  query.set('connection', connection);
  const path = `/api/v2/games/${encodeURIComponent(seat.code)}/live/${seat.participantId}`;
  return `${seat.baseUrl}${path}?${query.toString()}`;
}

function queryOf({ page }: SeatAddress, cursor: Cursor | null): URLSearchParams {
  const query = new URLSearchParams();
  if (cursor !== null) {
    query.set('epoch', cursor.epoch);
    query.set('seq', String(cursor.seq));
  }
  if (page !== undefined) query.set('page', page);
  return query;
}
