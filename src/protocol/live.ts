/** The live connection's frames, close codes and times. */
import Type, { type Static } from 'typebox';
import type { Challenge, Game, Player, Snapshot, Team } from './shapes.ts';

/** Server closes with one of these; 4000-4499 the client comes back, 4500-4999 it does not. */
export const CLOSE = {
  hostClosing: 4001,
  slow: 4008,
  resync: 4010,
  noSignOfLife: 4012,
  noRight: 4500,
  protocol: 4501,
  pageTooOld: 4502,
  gameWiped: 4504,
  seatFull: 4509,
} as const;

/** Whether a client tries again after this close code. */
export function comesBack(code: number): boolean {
  return code < 4500 || code > 4999;
}

export const HEARTBEAT_MS = 4_000;
export const RING_EVENTS = 300;
export const MAX_CLIENT_FRAME_BYTES = 16 * 1024;
export const MAX_EVENT_BYTES = 800;
export const SOCKETS_PER_PLAYER_SEAT = 3;
/** Silence after which a client doubts (asks), and after which it drops the connection. G5. */
export const DOUBT_AFTER_MS = 6_000;
export const DROP_AFTER_MS = 8_000;

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

export type ChallengeEventType = (typeof CHALLENGE_EVENTS)[number];
export type PlayerEventType = (typeof PLAYER_EVENTS)[number];
export type WireEventType = ChallengeEventType | PlayerEventType | 'team_updated' | 'game_updated';

interface Stamp {
  seq: number;
  /** Host ms. */
  at: number;
  /** Play clock at `at`, ms. */
  play_ms: number;
}

export type ChallengeFrame = { type: 'event'; event_type: ChallengeEventType; data: Challenge } & Stamp;
export type PlayerFrame = { type: 'event'; event_type: PlayerEventType; data: Player } & Stamp;
export type TeamFrame = { type: 'event'; event_type: 'team_updated'; data: Team } & Stamp;
export type GameFrame = { type: 'event'; event_type: 'game_updated'; data: Game } & Stamp;
export type EventFrame = ChallengeFrame | PlayerFrame | TeamFrame | GameFrame;

export interface WelcomeFrame {
  type: 'welcome';
  epoch: string;
  /** The head of the log. */
  seq: number;
  server_time: number;
  resumed: boolean;
  /** Null when resumed: the missed events follow. */
  snapshot: Snapshot | null;
}

export interface HeartbeatFrame {
  type: 'heartbeat';
  /** Last published. */
  seq: number;
  server_time: number;
}

export const PresenceItem = Type.Object({
  player_id: Type.Integer(),
  connected: Type.Boolean(),
  /** Host ms since when it is so; null: never connected since the host started. */
  since: Type.Union([Type.Integer(), Type.Null()]),
});
export type PresenceItem = Static<typeof PresenceItem>;

export interface PresenceFrame {
  type: 'presence';
  /** Everyone with a seat; whole list at each change, at most once a second. */
  items: PresenceItem[];
}

export interface PongFrame {
  type: 'pong';
  t: number;
  server_time: number;
}

export type ServerFrame = WelcomeFrame | EventFrame | HeartbeatFrame | PresenceFrame | PongFrame;

/** The client's only message: `t` comes back in the pong. */
export const PingFrame = Type.Object(
  { type: Type.Literal('ping'), t: Type.Number() },
  { additionalProperties: false },
);
export type PingFrame = Static<typeof PingFrame>;
