/** Opens a connection of the chosen kind for a seat. */
import type { Environment } from './environment.ts';
import { openPolls, openStream } from './http-socket.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { type Cursor, liveUrl, type SeatAddress, streamUrl } from './live-url.ts';
import type { Socket, SocketHandlers } from './socket.ts';
import type { TransportKind } from './transport-choice.ts';

export interface TransportOptions extends SeatAddress {
  /** For whoever has no cookie. */
  readonly token?: string | undefined;
  readonly cursor: Cursor | null;
  readonly environment: Environment;
}

export function openTransport(
  kind: TransportKind,
  { token, cursor, environment, ...seat }: TransportOptions,
  handlers: SocketHandlers,
): Socket {
  const rights: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  if (kind === 'socket') return environment.openSocket(liveUrl(seat, cursor), rights, handlers);
  const headers = { ...rights, Accept: 'text/event-stream', Seat: String(seat.participantId) };
  // A name that nobody else has given a connection.
  const url = streamUrl(seat, cursor, newIdempotencyKey(environment));
  const open = kind === 'stream' ? openStream : openPolls;
  return open({ environment, url, headers }, handlers);
}
