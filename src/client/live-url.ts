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
export function liveUrl({ baseUrl, code, participantId, page }: SeatAddress, cursor: Cursor | null): string {
  const query = new URLSearchParams();
  if (cursor !== null) {
    query.set('epoch', cursor.epoch);
    query.set('seq', String(cursor.seq));
  }
  if (page !== undefined) query.set('page', page);
  const path = `${baseUrl.replace(/^http/, 'ws')}/ws/${encodeURIComponent(code)}/${participantId}`;
  const search = query.toString();
  return search === '' ? path : `${path}?${search}`;
}
