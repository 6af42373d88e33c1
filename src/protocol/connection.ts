/** Close codes and times of the live connection, apart from the schemas so that a phone need not load those. */

/** Server closes with one of these; 4000-4499 the client comes back, 4500-4999 it does not. */
export const CLOSE_CODES = {
  hostClosing: 4001,
  tooSlow: 4008,
  resync: 4010,
  unresponsive: 4012,
  unauthorised: 4500,
  protocolError: 4501,
  pageOutdated: 4502,
  gameWiped: 4504,
  tooManySockets: 4509,
} as const;

/** Whether a client tries again after this close code. */
export function shouldReconnect(code: number): boolean {
  return code < 4500 || code > 4999;
}

export const HEARTBEAT_MS = 4_000;
/** Silence after which a client doubts (asks), and after which it drops the connection. G5. */
export const SUSPECT_AFTER_MS = 6_000;
export const DROP_AFTER_MS = 8_000;

/**
 * The WebSocket subprotocol of a client that takes several events in one frame: those that were decided together come as
 * `{"type":"events","items":[...]}`. Without it every event has a frame of its own.
 */
export const BATCH_SUBPROTOCOL = 'trading-game.several';

export const CHALLENGE_EVENTS = [
  'challenge_request',
  'challenge_assigned',
  'challenge_completed',
  'challenge_cancelled',
  'challenge_expired',
  'challenge_updated',
  'challenge_undone',
] as const;
export const PLAYER_EVENTS = ['player_joined', 'player_updated', 'player_removed'] as const;
