/** The frames of an event, for those who may see all of it and for everybody else. */
import type { GameEvent, LoggedEvent } from '../game/events.ts';
import type * as rules from '../game/state.ts';
import type { Challenge, Game, Message, Player, Team } from './entity-schemas.ts';
import type { WireEventType } from './frames.ts';
import {
  type GameSummary,
  presentChallenge,
  presentGame,
  presentGameToRemoved,
  presentMessage,
  presentPlayer,
  presentPrivateChallenge,
  presentPrivatePlayer,
  presentTeam,
} from './present.ts';

/** The entity in an event's frame, and the frame's event type. */
type EventSubject =
  | { readonly kind: 'challenge'; readonly id: number; readonly eventType: WireEventType }
  | { readonly kind: 'player'; readonly id: number; readonly eventType: WireEventType }
  | { readonly kind: 'team'; readonly id: number; readonly eventType: 'team_updated' }
  | { readonly kind: 'message'; readonly eventType: 'message_updated' }
  | { readonly kind: 'game'; readonly eventType: 'game_updated' };

const challengeSubject = (event: { id: number }, eventType: WireEventType) =>
  ({ kind: 'challenge', id: event.id, eventType }) as const;
const playerSubject = (event: { id: number }, eventType: WireEventType) =>
  ({ kind: 'player', id: event.id, eventType }) as const;

/** A step that is done again is sent as the step that it is. */
const REDONE_AS: Readonly<Record<rules.RedoableStep, WireEventType>> = {
  request: 'challenge_request',
  assign: 'challenge_assigned',
  change: 'challenge_updated',
  claim: 'challenge_updated',
  reject: 'challenge_updated',
  complete: 'challenge_completed',
  cancel: 'challenge_cancelled',
};

/** The entity that a logged event's frame carries, and its event type on the wire. */
export function subjectOf(event: GameEvent): EventSubject {
  switch (event.type) {
    case 'game_created':
    case 'game_changed':
    case 'game_started':
    case 'game_paused':
    case 'game_resumed':
    case 'game_ended':
    case 'game_reopened':
    case 'game_continued':
    case 'game_continuation_undone':
    case 'clock_adjusted':
    case 'finale_shown':
    case 'finale_closed':
      return { kind: 'game', eventType: 'game_updated' };
    case 'message_sent':
    case 'message_removed':
      return { kind: 'message', eventType: 'message_updated' };
    case 'participant_joined':
      return playerSubject(event, 'player_joined');
    case 'participant_changed':
    case 'participant_restored':
    case 'seat_moved':
      return playerSubject(event, 'player_updated');
    case 'participant_removed':
    case 'participant_merged':
      return playerSubject(event, 'player_removed');
    case 'team_added':
    case 'team_changed':
    case 'team_folded':
    case 'team_unfolded':
      return { kind: 'team', id: event.number, eventType: 'team_updated' };
    case 'challenge_requested':
      return challengeSubject(event, 'challenge_request');
    case 'challenge_assigned':
      return challengeSubject(event, 'challenge_assigned');
    case 'challenge_changed':
    case 'challenge_moved':
    case 'challenge_claimed':
    case 'challenge_rejected':
      return challengeSubject(event, 'challenge_updated');
    case 'challenge_completed':
      return challengeSubject(event, 'challenge_completed');
    case 'challenge_cancelled':
      return challengeSubject(event, 'challenge_cancelled');
    case 'challenge_expired':
      return challengeSubject(event, 'challenge_expired');
    case 'challenge_undone':
      return challengeSubject(event, 'challenge_undone');
    case 'challenge_redone':
      return challengeSubject(event, REDONE_AS[event.step]);
    default:
      return event satisfies never;
  }
}

const NOTHING_PRIVATE = { privateFrame: null, subjectId: null, ownerId: null } as const;

/** What of a participant nobody else sees. */
const PRIVATE_CHANGES: ReadonlySet<string> = new Set(['extraTimeFactor', 'needs', 'blocked']);

/** Whether others would learn from it only that it happened, and to whom: so they do not. */
function isPrivateChange(event: GameEvent): boolean {
  if (event.type !== 'participant_changed') return false;
  const changed = Object.keys(event.change);
  return changed.length > 0 && changed.every((name) => PRIVATE_CHANGES.has(name));
}

/**
 * An event's frames: `privateFrame` for bankers and for participant `ownerId`, `publicFrame` for everyone else. `subjectId` is the
 * participant whom the event is about.
 */
export function presentEvent(
  state: rules.GameState,
  logged: LoggedEvent,
  pinOf: (participant: rules.Participant) => string | null,
) {
  const subject = subjectOf(logged.event);
  const frame = (
    data: Challenge | Player | Team | Game | Message,
    eventType: WireEventType = subject.eventType,
  ) => ({
    type: 'event' as const,
    event_type: eventType,
    data,
    seq: logged.seq,
    at: logged.at,
    play_ms: Math.floor(logged.playMs),
  });
  switch (subject.kind) {
    case 'challenge': {
      const challenge = required(state.challenges.get(subject.id), subject);
      const isPrivate = challenge.exercise?.variant !== undefined;
      return {
        publicFrame: frame(presentChallenge(state, challenge, logged.playMs)),
        privateFrame: isPrivate ? frame(presentPrivateChallenge(state, challenge, logged.playMs)) : null,
        subjectId: null,
        ownerId: isPrivate ? challenge.playerId : null,
      };
    }
    case 'player': {
      const participant = required(state.participants.get(subject.id), subject);
      return {
        publicFrame: isPrivateChange(logged.event)
          ? frame(presentGame(state, logged), 'game_updated')
          : frame(presentPlayer(participant)),
        privateFrame: frame(presentPrivatePlayer(participant, pinOf(participant))),
        subjectId: participant.id,
        ownerId: participant.id,
      };
    }
    case 'team':
      return {
        publicFrame: frame(presentTeam(required(state.teams.get(subject.id), subject))),
        ...NOTHING_PRIVATE,
      };
    case 'message': {
      const message = required(state.message ?? undefined, subject);
      return { publicFrame: frame(presentMessage(message)), ...NOTHING_PRIVATE };
    }
    case 'game':
      return { publicFrame: frame(presentGame(state, logged)), ...NOTHING_PRIVATE };
    default:
      return subject satisfies never;
  }
}

/** The frame that a removed player gets instead of an event: only the game as it was then. */
export function presentRedacted(game: GameSummary, { seq, at, playMs }: Omit<LoggedEvent, 'by' | 'event'>) {
  const data = presentGameToRemoved(game, { at, playMs });
  return { type: 'event', event_type: 'game_updated', data, seq, at, play_ms: Math.floor(playMs) } as const;
}

function required<T>(entity: T | undefined, subject: EventSubject): T {
  if (entity === undefined) throw new Error(`an event refers to a ${subject.kind} that does not exist`);
  return entity;
}
