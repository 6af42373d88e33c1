/** Guards for the frames of the live connection. */
import { CHALLENGE_EVENTS, PLAYER_EVENTS } from '../../protocol/connection.ts';
import type * as live from '../../protocol/frames.ts';
import { isChallenge, isGame, isMessage, isPlayer, isSnapshot, isTeam } from './entity-guards.ts';
import {
  array,
  boolean,
  type Guard,
  integer,
  nullable,
  number,
  object,
  oneOf,
  optional,
  string,
} from './wire-guards.ts';

const stamp = { type: oneOf('event'), seq: integer, at: number, play_ms: number };

const isWelcomeFrame = object<live.WelcomeFrame>({
  type: oneOf('welcome'),
  epoch: string,
  seq: integer,
  server_time: number,
  resumed: boolean,
  snapshot: nullable(isSnapshot),
});
const isHeartbeatFrame = object<live.HeartbeatFrame>({
  type: oneOf('heartbeat'),
  seq: integer,
  server_time: number,
});
export const isPresenceItem = object<live.PresenceItem>({
  player_id: integer,
  connected: boolean,
  since: nullable(integer),
  on_phone_of: optional(nullable(integer)),
});
const isPresenceFrame = object<live.PresenceFrame>({ type: oneOf('presence'), items: array(isPresenceItem) });
const isNoticeFrame = object<live.NoticeFrame>({
  type: oneOf('notice'),
  code: oneOf('pin_guesses'),
  until: number,
});
const isAddressesFrame = object<live.AddressesFrame>({
  type: oneOf('addresses'),
  origins: array(string),
  secret: string,
});
const isPongFrame = object<live.PongFrame>({ type: oneOf('pong'), t: number, server_time: number });
const isChallengeFrame = object<live.ChallengeFrame>({
  ...stamp,
  event_type: oneOf(...CHALLENGE_EVENTS),
  data: isChallenge,
});
const isPlayerFrame = object<live.PlayerFrame>({
  ...stamp,
  event_type: oneOf(...PLAYER_EVENTS),
  data: isPlayer,
});
const isTeamFrame = object<live.TeamFrame>({ ...stamp, event_type: oneOf('team_updated'), data: isTeam });
const isGameFrame = object<live.GameFrame>({ ...stamp, event_type: oneOf('game_updated'), data: isGame });

const isMessageFrame = object<live.MessageFrame>({
  ...stamp,
  event_type: oneOf('message_updated'),
  data: isMessage,
});

const isEventFrame: Guard<live.EventFrame> = (value) =>
  isChallengeFrame(value) ||
  isPlayerFrame(value) ||
  isTeamFrame(value) ||
  isGameFrame(value) ||
  isMessageFrame(value);
const isBatchFrame = object<live.BatchFrame>({ type: oneOf('events'), items: array(isEventFrame) });

export const isServerFrame: Guard<live.ServerFrame> = (value) =>
  isEventFrame(value) ||
  isBatchFrame(value) ||
  isHeartbeatFrame(value) ||
  isPongFrame(value) ||
  isPresenceFrame(value) ||
  isNoticeFrame(value) ||
  isAddressesFrame(value) ||
  isWelcomeFrame(value);
