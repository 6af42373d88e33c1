/** What a client is told with a close code, and how long it may take to leave. docs/protocol.md, "Close codes". */
import { CLOSE_CODES } from '../../protocol/frames.ts';

/** How long a client may take to answer a close before it is cut off. */
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

export function reasonFor(code: number): string {
  return REASONS[code] ?? '';
}

/** Ms. */
export function closeTimeoutFor(code: number): number {
  return code === CLOSE_CODES.hostClosing ? HOST_CLOSING_TIMEOUT_MS : CLOSE_TIMEOUT_MS;
}
