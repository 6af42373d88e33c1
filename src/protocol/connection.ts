/** Close codes and timings of the live connection. Separate from the schemas, so that phones need not load those. */

/** The host closes with one of these; clients reconnect after 4000-4499, not after 4500-4999. */
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

/** Whether a client reconnects after this close code. */
export function shouldReconnect(code: number): boolean {
  return code < 4500 || code > 4999;
}

export const HEARTBEAT_MS = 4_000;
/** G5: silence after which a client suspects the connection and pings, and after which it drops it. */
export const SUSPECT_AFTER_MS = 6_000;
export const DROP_AFTER_MS = 8_000;

/**
 * The WebSocket subprotocol for batch frames: events decided together arrive as `{"type":"events","items":[...]}`. Without
 * it, every event has a frame of its own.
 */
export const BATCH_SUBPROTOCOL = 'trading-game.several';

/** How often a client asks that can read no stream. */
export const POLL_MS = 2_000;

/** Over plain HTTP: the name of the last event of a stream, whose data are the close code and a reason. */
export const CLOSE_EVENT = 'close';

/** Followed by a token: how a page in a browser that keeps no cookies says who it is. The host never chooses it. */
export const TOKEN_SUBPROTOCOL_PREFIX = 'trading-game.token.';

/**
 * Followed by the token of another seat that the same page opens: how a phone that several share says so in a browser that keeps no
 * cookies. The host never chooses it.
 */
export const SHARED_SUBPROTOCOL_PREFIX = 'trading-game.shared.';
/** The same where a header can be sent: those tokens, with spaces between them. */
export const SHARED_HEADER = 'Shared-With';

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
