/** Opens a connection of the chosen kind for a seat. */
import { SHARED_HEADER } from '../protocol/connection.ts';
import type { Environment } from './environment.ts';
import { type HttpSocketOptions, openPolls, openStream } from './http-socket.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { type Cursor, liveUrl, type SeatAddress, streamUrl } from './live-url.ts';
import type { Socket, SocketHandlers } from './socket.ts';
import { claimStream } from './stream-slots.ts';
import type { TransportKind } from './transport-choice.ts';

export interface TransportOptions extends SeatAddress {
  /** For whoever has no cookie. */
  readonly token?: string | undefined;
  /** Of the other seats on this phone, for whoever has no cookies. */
  readonly sharedTokens?: readonly string[] | undefined;
  readonly cursor: Cursor | null;
  readonly environment: Environment;
}

export function openTransport(
  kind: TransportKind,
  { token, sharedTokens = [], cursor, environment, ...seat }: TransportOptions,
  handlers: SocketHandlers,
): Socket {
  const rights: Record<string, string> = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(sharedTokens.length > 0 && { [SHARED_HEADER]: sharedTokens.join(' ') }),
  };
  if (kind === 'socket') return environment.openSocket(liveUrl(seat, cursor), rights, handlers);
  const headers = { ...rights, Accept: 'text/event-stream', Seat: String(seat.participantId) };
  // A name that nobody else has given a connection.
  const name = newIdempotencyKey(environment);
  const url = streamUrl(seat, cursor, name);
  const options = { environment, url, headers };
  return kind === 'stream' ? openStreamIfFree(options, name, handlers) : openPolls(options, handlers);
}

/** A stream, or polls where this browser's other pages hold as many as it can bear. */
function openStreamIfFree(options: HttpSocketOptions, name: string, handlers: SocketHandlers): Socket {
  let socket: Socket | null = null;
  const giveUp = claimStream(options.environment, name, (isGranted) => {
    socket = (isGranted ? openStream : openPolls)(options, handlers);
  });
  return {
    send: (text) => socket?.send(text),
    close() {
      giveUp();
      socket?.close();
    },
  };
}
