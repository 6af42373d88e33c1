/** The frames of the live connection, with its limits, close codes and timings. */
import Type, { type Static } from 'typebox';
import type { CHALLENGE_EVENTS, PLAYER_EVENTS } from './connection.ts';
import type { Challenge, Game, Message, Player, Snapshot, Team } from './entity-schemas.ts';

export * from './connection.ts';

export const REPLAY_BUFFER_EVENTS = 300;
export const MAX_CLIENT_FRAME_BYTES = 16 * 1024;
export const MAX_EVENT_BYTES = 1_600;
export const MAX_SOCKETS_PER_PLAYER = 3;

type ChallengeEventType = (typeof CHALLENGE_EVENTS)[number];
type PlayerEventType = (typeof PLAYER_EVENTS)[number];
export type WireEventType =
  | ChallengeEventType
  | PlayerEventType
  | 'team_updated'
  | 'game_updated'
  | 'message_updated';

interface EventStamp {
  seq: number;
  /** Host ms. */
  at: number;
  /** Play clock at `at`, ms. */
  play_ms: number;
}

export type ChallengeFrame = { type: 'event'; event_type: ChallengeEventType; data: Challenge } & EventStamp;
export type PlayerFrame = { type: 'event'; event_type: PlayerEventType; data: Player } & EventStamp;
export type TeamFrame = { type: 'event'; event_type: 'team_updated'; data: Team } & EventStamp;
export type GameFrame = { type: 'event'; event_type: 'game_updated'; data: Game } & EventStamp;
export type MessageFrame = { type: 'event'; event_type: 'message_updated'; data: Message } & EventStamp;
export type EventFrame = ChallengeFrame | PlayerFrame | TeamFrame | GameFrame | MessageFrame;

/** Only for a client that asked for `BATCH_SUBPROTOCOL`; the events are consecutive. */
export interface BatchFrame {
  type: 'events';
  items: EventFrame[];
}

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
  /** Host ms of the last change; null: never connected since the host started. */
  since: Type.Union([Type.Integer(), Type.Null()]),
  /** Where several share a phone, and it shows another's seat: that player. Absent or null: a phone of its own, or none. */
  on_phone_of: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
});
export type PresenceItem = Static<typeof PresenceItem>;

export interface PresenceFrame {
  type: 'presence';
  /** Everyone with a seat; the whole list on each change, at most once a second. */
  items: PresenceItem[];
}

/** To a seat's own sockets: somebody is guessing its PIN. Again with each guess, and after a welcome. */
export interface NoticeFrame {
  type: 'notice';
  code: 'pin_guesses';
  /** Host ms until which it should be shown. */
  until: number;
}

/** To players and boards, after a welcome and with each change: where else to look for the laptop. */
export interface AddressesFrame {
  type: 'addresses';
  /** As `http://192.168.1.20:4747`, best first: its addresses now, its name, its earlier ones. */
  origins: string[];
  /** By which page and laptop recognise each other there; changes when the seat moves to another phone. */
  secret: string;
}

export interface PongFrame {
  type: 'pong';
  t: number;
  server_time: number;
}

export type ServerFrame =
  | WelcomeFrame
  | EventFrame
  | BatchFrame
  | HeartbeatFrame
  | PresenceFrame
  | NoticeFrame
  | AddressesFrame
  | PongFrame;

/** The only frame a client may send; the pong returns `t`. */
export const PingFrame = Type.Object(
  { type: Type.Literal('ping'), t: Type.Number() },
  { additionalProperties: false },
);
export type PingFrame = Static<typeof PingFrame>;
