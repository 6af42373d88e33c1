/** What can happen in a game. The log holds these; the wire shows the state that follows from them. */
import type { Building, TeamShape } from './catalogue.ts';
import type { EndedReason, Exercise, PausedReason, Role, Settings } from './state.ts';

/** A change of a participant; absent fields stay. */
export interface ParticipantChange {
  readonly name?: string;
  readonly teamNumber?: number | null;
  readonly extraTimeFactor?: number;
  readonly blocked?: boolean;
  readonly approved?: boolean;
}

export interface TeamChange {
  readonly name?: string;
  readonly colour?: string;
  readonly shape?: TeamShape;
  readonly hasSchool?: boolean;
}

export type GameEvent =
  | {
      readonly type: 'game_created';
      readonly gameId: number;
      readonly code: string;
      readonly name: string;
      readonly teamCount: number;
      readonly settings: Settings;
    }
  | { readonly type: 'game_changed'; readonly name?: string; readonly settings?: Partial<Settings> }
  | { readonly type: 'game_started' }
  | { readonly type: 'game_paused'; readonly reason: PausedReason }
  | { readonly type: 'game_resumed' }
  | { readonly type: 'game_ended' }
  | { readonly type: 'game_reopened' }
  /** The host slept or crashed: this much time did not count. Tells every screen to read the play clock anew. */
  | { readonly type: 'clock_adjusted'; readonly lostMs: number }
  | {
      readonly type: 'participant_joined';
      readonly id: number;
      readonly role: Role;
      readonly name: string;
      readonly teamNumber: number | null;
      readonly approved: boolean;
      readonly withoutPhone: boolean;
    }
  | { readonly type: 'participant_changed'; readonly id: number; readonly change: ParticipantChange }
  | { readonly type: 'participant_removed'; readonly id: number }
  | { readonly type: 'participant_restored'; readonly id: number }
  | { readonly type: 'participant_merged'; readonly id: number; readonly into: number }
  /** The seat moved to another device: one more generation, so the old device's token opens nothing. */
  | { readonly type: 'seat_moved'; readonly id: number }
  | { readonly type: 'team_changed'; readonly number: number; readonly change: TeamChange }
  | {
      readonly type: 'challenge_requested';
      readonly id: number;
      readonly playerId: number;
      readonly teamNumber: number;
      readonly building: Building;
      readonly hasSchool: boolean;
    }
  | {
      readonly type: 'challenge_assigned';
      readonly id: number;
      readonly exercise: Exercise;
      readonly durationSeconds: number | null;
    }
  | {
      readonly type: 'challenge_changed';
      readonly id: number;
      readonly exercise: Exercise;
      readonly extendSeconds: number;
    }
  | { readonly type: 'challenge_claimed'; readonly id: number }
  | { readonly type: 'challenge_rejected'; readonly id: number }
  | { readonly type: 'challenge_completed'; readonly id: number; readonly builtSchool: boolean }
  | { readonly type: 'challenge_cancelled'; readonly id: number; readonly reason: EndedReason }
  | { readonly type: 'challenge_expired'; readonly id: number }
  | { readonly type: 'challenge_undone'; readonly id: number };

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
