/** What the host sent, checked before anything believes it. */
import { CHALLENGE_EVENTS, PLAYER_EVENTS } from '../protocol/connection.ts';
import type {
  ChallengeFrame,
  EventFrame,
  EventsFrame,
  GameFrame,
  HeartbeatFrame,
  PlayerFrame,
  PongFrame,
  PresenceFrame,
  ServerFrame,
  TeamFrame,
  WelcomeFrame,
} from '../protocol/live.ts';
import {
  hasFields,
  integer,
  isChallenge,
  isGame,
  isObject,
  isPlayer,
  isPresence,
  isSnapshot,
  isTeam,
  list,
  number,
  orNull,
  text,
  yesNo,
} from './frame-fields.ts';

/** The host sent something that the contract does not know. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const literally = (wanted: string) => (value: unknown) => value === wanted;
const among = (words: readonly string[]) => (value: unknown) =>
  typeof value === 'string' && words.includes(value);
const stamp = { type: literally('event'), seq: integer, at: number, play_ms: number };

const isWelcome = hasFields<WelcomeFrame>({
  type: literally('welcome'),
  epoch: text,
  seq: integer,
  server_time: number,
  resumed: yesNo,
  snapshot: orNull(isSnapshot),
});
const isHeartbeat = hasFields<HeartbeatFrame>({
  type: literally('heartbeat'),
  seq: integer,
  server_time: number,
});
const isPresenceFrame = hasFields<PresenceFrame>({ type: literally('presence'), items: isPresence });
const isPong = hasFields<PongFrame>({ type: literally('pong'), t: number, server_time: number });
const isChallengeFrame = hasFields<ChallengeFrame>({
  ...stamp,
  event_type: among(CHALLENGE_EVENTS),
  data: isChallenge,
});
const isPlayerFrame = hasFields<PlayerFrame>({ ...stamp, event_type: among(PLAYER_EVENTS), data: isPlayer });
const isTeamFrame = hasFields<TeamFrame>({ ...stamp, event_type: literally('team_updated'), data: isTeam });
const isGameFrame = hasFields<GameFrame>({ ...stamp, event_type: literally('game_updated'), data: isGame });

const isEvent = (value: unknown): value is EventFrame =>
  isChallengeFrame(value) || isPlayerFrame(value) || isTeamFrame(value) || isGameFrame(value);
const isEvents = hasFields<EventsFrame>({ type: literally('events'), items: list(isEvent) });

/** Reads a frame. Throws `FrameError` for what is no JSON or none of the contract's frames. */
export function readFrame(frameText: string): ServerFrame {
  const value = parse(frameText);
  const known =
    isEvent(value) ||
    isEvents(value) ||
    isHeartbeat(value) ||
    isPong(value) ||
    isPresenceFrame(value) ||
    isWelcome(value);
  if (!known) throw new FrameError(`The host sent a frame that makes no sense: ${nameOf(value)}`);
  if (value.type === 'welcome' && value.resumed !== (value.snapshot === null)) {
    throw new FrameError('The host sent a welcome that neither resumes nor starts anew.');
  }
  return value;
}

function parse(frameText: string): unknown {
  try {
    return JSON.parse(frameText);
  } catch (cause) {
    throw new FrameError('The host sent a frame that is no JSON.', { cause });
  }
}

/** Its kind, never its content: errors end up in logs. */
function nameOf(value: unknown): string {
  if (!isObject(value)) return typeof value;
  return [value['type'], value['event_type']]
    .filter((part) => typeof part === 'string')
    .join(' ')
    .slice(0, 60);
}
