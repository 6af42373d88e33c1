/** Closes a WebSocket with a code, and terminates it if the client does not answer. */
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import type { Clock } from '../time/clock.ts';

/** How long a client may take to answer a close before its socket is terminated. */
export const CLOSE_TIMEOUT_MS = 2_000;
export const HOST_CLOSING_TIMEOUT_MS = 300;

/** For anyone who looks at a browser's console. */
const REASONS: Readonly<Record<number, string>> = {
  [CLOSE_CODES.hostClosing]: 'the host is closing',
  [CLOSE_CODES.tooSlow]: 'too slow: connect again',
  [CLOSE_CODES.resync]: 'connect again for a new snapshot',
  [CLOSE_CODES.unresponsive]: 'no response',
  [CLOSE_CODES.unauthorised]: 'not authorised, or no such game',
  [CLOSE_CODES.protocolError]: 'only {"type":"ping","t":...} is understood here',
  [CLOSE_CODES.pageOutdated]: 'this page is older than the host: reload it',
  [CLOSE_CODES.gameWiped]: 'the game was wiped',
  [CLOSE_CODES.tooManySockets]: 'this seat was opened elsewhere',
};

/** Sends the close frame; terminates the socket if the client does not answer in time. */
export function closeSocket(webSocket: WebSocket, code: number, clock: Clock): void {
  webSocket.close(code, REASONS[code] ?? '');
  terminateUnlessClosed(
    webSocket,
    clock,
    code === CLOSE_CODES.hostClosing ? HOST_CLOSING_TIMEOUT_MS : CLOSE_TIMEOUT_MS,
  );
}

export function terminateUnlessClosed(
  webSocket: WebSocket,
  clock: Clock,
  timeoutMs = CLOSE_TIMEOUT_MS,
): void {
  if (webSocket.readyState === webSocket.CLOSED) return;
  const cancel = clock.after(timeoutMs, () => webSocket.terminate());
  webSocket.once('close', cancel);
}
