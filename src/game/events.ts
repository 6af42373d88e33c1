/** The events of a game. The log holds these; the wire carries the resulting state. */
import type { EVENT_FIELDS, PARTICIPANT_CHANGE_FIELDS, TEAM_CHANGE_FIELDS } from './event-fields.ts';
import type { Simplify, FieldValues } from './field-definitions.ts';

/** A change to a participant; absent fields stay as they are. */
export interface ParticipantChange extends FieldValues<typeof PARTICIPANT_CHANGE_FIELDS> {}

export interface TeamChange extends FieldValues<typeof TEAM_CHANGE_FIELDS> {}

type Events = typeof EVENT_FIELDS;

/** One of the kinds in the event table, with its fields. */
export type GameEvent = {
  [Type in keyof Events]: Simplify<{ readonly type: Type } & FieldValues<Events[Type]>>;
}[keyof Events];

/** Which command caused an event. */
export interface EventCause {
  /** Names the command: `host/storage/command-id.ts`. */
  readonly commandId: string;
  /** How many of its events follow: with 0 it is done. */
  readonly left: number;
}

/** An event as stored in the log. */
export interface LoggedEvent {
  /** 1, 2, 3... within the game, without a gap. */
  readonly seq: number;
  /** Host time, ms since 1970. */
  readonly at: number;
  /** Play time, ms. */
  readonly playMs: number;
  /** The participant who caused it; `HOST_ACTOR_ID` (0) for the host or its owner. */
  readonly by: number;
  /** Absent: it was caused by a command without a key, or by an earlier version. */
  readonly cause?: EventCause;
  readonly event: GameEvent;
}
