/** Ends a WebSocket with a code, and for certain. */
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import type { Clock } from '../time/clock.ts';

/** Time a client has for answering a close before its socket is cut. */
export const CLOSE_TIMEOUT_MS = 2_000;
export const HOST_CLOSING_TIMEOUT_MS = 300;

/** For whoever looks into a browser's console. */
const REASONS: Readonly<Record<number, string>> = {
  [CLOSE_CODES.hostClosing]: 'the host is closing',
  [CLOSE_CODES.tooSlow]: 'too slow: connect again',
  [CLOSE_CODES.resync]: 'connect again for a fresh start',
  [CLOSE_CODES.unresponsive]: 'no sign of life',
  [CLOSE_CODES.unauthorised]: 'no right, or no such game',
  [CLOSE_CODES.protocolError]: 'only {"type":"ping","t":...} is understood here',
  [CLOSE_CODES.pageOutdated]: 'this page is older than the host: load it again',
  [CLOSE_CODES.gameWiped]: 'the game was wiped',
  [CLOSE_CODES.tooManySockets]: 'this seat was opened elsewhere',
};

/** Says goodbye; cuts the socket when the client does not answer within the time its code gives. */
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
