/** The socket interface of the live connection, implemented with the browser's WebSocket, or with a class passed in for Node. */
import {
  BATCH_SUBPROTOCOL,
  SHARED_HEADER,
  SHARED_SUBPROTOCOL_PREFIX,
  TOKEN_SUBPROTOCOL_PREFIX,
} from '../protocol/connection.ts';

export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketHandlers {
  onOpen(): void;
  /** A text frame; anything else is passed on as an empty string, which is never valid. */
  onMessage(text: string): void;
  /** Called once, even if the connection was never made. `code` as in RFC 6455; 1006 if there was none. */
  onClose(code: number): void;
}

/** Of `headers`, a browser can only send tokens, and those as subprotocols; usually the cookies identify the caller. */
export type OpenSocket = (
  url: string,
  headers: Readonly<Record<string, string>>,
  handlers: SocketHandlers,
) => Socket;

/** The part of WebSocket that the browser and Node's `ws` have in common. */
interface WebSocketLike {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

function adaptSocket(socket: WebSocketLike, handlers: SocketHandlers): Socket {
  socket.addEventListener('open', () => handlers.onOpen());
  socket.addEventListener('message', ({ data }) => handlers.onMessage(typeof data === 'string' ? data : ''));
  socket.addEventListener('close', ({ code }) => handlers.onClose(code));
  // The close event that follows says enough, but without an error listener `ws` throws.
  socket.addEventListener('error', () => undefined);
  return { send: (text) => socket.send(text), close: () => socket.close() };
}

/** RFC 6455's code for a connection that ended without one. */
export const NO_CODE = 1006;

/** The browser's own WebSocket, looked up only when the first socket is opened. */
export const openBrowserSocket: OpenSocket = (url, headers, handlers) => {
  const { Authorization: authorization, [SHARED_HEADER]: shared, ...others } = headers;
  if (Object.keys(others).length > 0) throw new Error('A browser socket sends no headers.');
  const token = authorization?.replace(/^Bearer /, '');
  const protocols = [
    BATCH_SUBPROTOCOL,
    ...(token === undefined ? [] : [TOKEN_SUBPROTOCOL_PREFIX + token]),
    ...(shared?.split(' ') ?? []).map((other) => SHARED_SUBPROTOCOL_PREFIX + other),
  ];
  try {
    return adaptSocket(new WebSocket(url, protocols), handlers);
  } catch {
    // Switched off in this browser: as good as refused.
    queueMicrotask(() => handlers.onClose(NO_CODE));
    return { send: () => undefined, close: () => undefined };
  }
};

/** For Node: `openSocketWith(WebSocket)` with the class from the `ws` package, which can send headers. */
export function openSocketWith(
  WebSocketClass: new (
    url: string,
    protocols: string[],
    options: { headers: Record<string, string> },
  ) => WebSocketLike,
): OpenSocket {
  return (url, headers, handlers) =>
    adaptSocket(new WebSocketClass(url, [BATCH_SUBPROTOCOL], { headers: { ...headers } }), handlers);
}
