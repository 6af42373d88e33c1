/** The stages of connecting, and how long each may take. */
import type { Socket } from './socket.ts';
import type { TransportKind } from './transport-choice.ts';

/** How long the host may take to say that it is there. */
export const PROBE_TIMEOUT_MS = 4_000;
/** How long a socket may take before another way is tried beside it. */
export const HEAD_START_MS = 3_000;
/** After waking, how long a connection has to prove that it is alive. */
export const WAKE_PROBE_TIMEOUT_MS = 2_000;
/** A connection that lasted this long was good: the next delay is short again. */
export const STABLE_AFTER_MS = 2_000;
export const CHECK_INTERVAL_MS = 1_000;

export type Phase =
  | { readonly name: 'waiting'; readonly until: number }
  /** Asking whether the host is there. */
  | { readonly name: 'asking'; readonly until: number }
  /** The host has not taken the connection yet. */
  | { readonly name: 'opening'; readonly until: number }
  /** Open, but not welcomed yet. */
  | { readonly name: 'greeting'; readonly until: number }
  | { readonly name: 'open'; readonly since: number }
  | { readonly name: 'closed'; readonly code: number | null };

/** One try to connect. */
export interface Line {
  readonly kind: TransportKind;
  readonly socket: Socket;
}
