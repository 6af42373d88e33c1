/** What can happen in a game. The log holds these; the wire shows the state that follows from them. */
import type { EVENTS, PARTICIPANT_CHANGE, TEAM_CHANGE } from './event-fields.ts';
import type { Flat, Held } from './field-definitions.ts';

/** A change of a participant; absent fields stay. */
export interface ParticipantChange extends Held<typeof PARTICIPANT_CHANGE> {}

export interface TeamChange extends Held<typeof TEAM_CHANGE> {}

type Events = typeof EVENTS;

/** One of the kinds in the event table, with its fields. */
export type GameEvent = {
  [Type in keyof Events]: Flat<{ readonly type: Type } & Held<Events[Type]>>;
}[keyof Events];

/** An event as the log keeps it. */
export interface LoggedEvent {
  /** 1, 2, 3... within the game, without a gap. */
  readonly seq: number;
  /** Host time, ms since 1970. */
  readonly at: number;
  /** Play time, ms. */
  readonly playMs: number;
  /** The participant who caused it; `HOST` (0) for the host or its owner. */
  readonly by: number;
  readonly event: GameEvent;
}
