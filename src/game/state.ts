/** The state of a game: the fold of its log. Immutable; `evolve` makes the next one. */
import type { List, Map, Set } from 'immutable';
import type { Static } from 'typebox';
import type { Building, TeamShape } from './catalogue.ts';
import type { Need } from './enums.ts';
import type * as schemas from './event-fields.ts';
import type { FieldValues } from './field-definitions.ts';
import { DEFAULT_MAX_PLAYERS } from './limits.ts';
import type { NameIndex } from './name-index.ts';

export type GameStatus = 'waiting' | 'in_progress' | 'paused' | 'completed';
export type ChallengeStatus = 'requested' | 'assigned' | 'completed' | 'cancelled' | 'expired';
export type Role = Static<typeof schemas.RoleSchema>;

/** Why a game is paused: the banker paused it, or the laptop was away for more than half an hour. */
export type PausedReason = Static<typeof schemas.PausedReasonSchema>;

/** Why a challenge ended without being completed. `undone`: its request was undone. */
export type EndedReason = Static<typeof schemas.EndedReasonSchema>;

/** How far the board has come in revealing the results. */
export type FinaleStep = Static<typeof schemas.FinaleStepSchema>;

export interface GameSettings extends FieldValues<typeof schemas.SETTINGS_FIELDS> {}

/** The settings of a new game. */
export const DEFAULT_SETTINGS: GameSettings = {
  durationSeconds: 600,
  completion: 'player',
  maxActivePerPlayer: 1,
  joinTeams: 'choose',
  locked: false,
  approveNames: false,
  timers: true,
  maxPlayers: DEFAULT_MAX_PLAYERS,
  showStandings: true,
  exerciseTier: 'usual',
  ownNameInPlay: false,
  ownTeamInPlay: false,
  language: 'en',
  ownNeeds: true,
  boardTimes: true,
};

export interface Exercise extends FieldValues<typeof schemas.EXERCISE_FIELDS> {}

/** A game on this laptop that an earlier or a later one refers to. */
export interface OtherGame {
  readonly gameId: number;
  readonly code: string;
}

/** The seat of an earlier game that a seat goes on from. */
export interface ContinuedSeat {
  readonly id: number;
  /** As it was when this game was made. */
  readonly generation: number;
  /** The seat whose PIN it has, until it moves to another phone. */
  readonly pinId: number;
  readonly pinGeneration: number;
}

export interface Participant {
  readonly id: number;
  readonly role: Role;
  readonly name: string;
  readonly teamNumber: number | null;
  /** The folded teams out of which this player was put, the latest last; empty once the player went anywhere else. */
  readonly foldedFrom: readonly number[];
  readonly approved: boolean;
  readonly removed: boolean;
  /** Host time, ms, of the removal, which is the same for all who were removed in one step; null unless it can be taken back. */
  readonly removedAt: number | null;
  /** Sequence number of the event by which the seat was last brought back; 0: never. */
  readonly restoredSeq: number;
  /** Blocked: the seat's token gives no access. */
  readonly blocked: boolean;
  /** Run by the banker; has no token of its own. */
  readonly withoutPhone: boolean;
  /** Multiplies the time of this player's challenges; private to the player and the bankers. */
  readonly extraTimeFactor: number;
  /** Each once, in the order of `NEEDS`; private likewise. */
  readonly needs: readonly Need[];
  /** Part of what the seat's token is derived from: incrementing it revokes the old token. */
  readonly generation: number;
  /** What the PIN is derived from: the generation, as it was before the seat moved by its card, which leaves the PIN as it is. */
  readonly pinGeneration: number;
  /** The seat that this one turned out to be ("Anna 2 is Anna"). */
  readonly mergedInto: number | null;
  readonly joinedAt: number;
  /** Null for those who joined this game itself. */
  readonly continues: ContinuedSeat | null;
}

export interface TeamState {
  readonly number: number;
  readonly name: string;
  readonly colour: string;
  readonly shape: TeamShape;
  readonly hasSchool: boolean;
  /** Host time, ms, since when nobody plays for it; null: it plays. What it has built stays. */
  readonly foldedAt: number | null;
  /** Sequence number of the event by which the team was last taken up again; 0: never. */
  readonly unfoldedSeq: number;
  readonly tally: Map<Building, number>;
}

/** The part of a challenge that a step changes and an undo restores. */
export interface ChallengeProgress {
  readonly status: ChallengeStatus;
  readonly exercise: Exercise | null;
  readonly assignedAt: number | null;
  readonly claimedAt: number | null;
  readonly completedAt: number | null;
  /** The play clock then, ms. */
  readonly completedPlayMs: number | null;
  readonly endedAt: number | null;
  readonly endedReason: EndedReason | null;
  /** Total time given, seconds of play; null: no timer. */
  readonly durationSeconds: number | null;
  /** The point of play time at which it expires; null unless its clock is running. */
  readonly deadlinePlayMs: number | null;
  /** Play time left while a claim stops the clock; null unless claimed. */
  readonly frozenMs: number | null;
}

/** A step that can be done again after its undo. */
export type RedoableStep = Static<typeof schemas.RedoableStepSchema>;

export type ChallengeStepKind = RedoableStep | 'expire';

/** The last step of a challenge, with what its undo needs. */
export interface ChallengeStep {
  readonly kind: ChallengeStepKind;
  /** The participant who did it; `HOST_ACTOR_ID` for the host itself. */
  readonly by: number;
  /** Host time, ms. */
  readonly at: number;
  /** The challenge before the step; null for the request that created it. */
  readonly before: ChallengeProgress | null;
  /** Play time left at the step, ms; null if no clock was running. */
  readonly timeLeftMs: number | null;
  /** This step gave the team its school, so its undo removes it. */
  readonly builtSchool: boolean;
}

/** A step that was undone, with what its redo needs. */
interface UndoneStep {
  readonly kind: ChallengeStepKind;
  /** The challenge as it was when the step was undone. */
  readonly after: ChallengeProgress;
  /** Play time left when it was undone, ms; null if no clock was running. */
  readonly timeLeftMs: number | null;
}

export interface ChallengeState extends ChallengeProgress {
  readonly id: number;
  readonly playerId: number;
  readonly teamNumber: number;
  readonly building: Building;
  /** Whether the team had a school when it asked. */
  readonly hasSchool: boolean;
  readonly requestedAt: number;
  /** Sequence number of the event that requested it. */
  readonly requestedSeq: number;
  readonly changedAt: number;
  readonly version: number;
  /** Null when the last step was itself an undo, which cannot be undone but redone. */
  readonly lastStep: ChallengeStep | null;
  /** What the last step undid; null when that was no undo. */
  readonly undone: UndoneStep | null;
}

/** What the banker said last to everybody. */
export interface Message {
  /** Null once it was taken away. */
  readonly text: string | null;
  /** Host time, ms, at which it was said or taken away. */
  readonly at: number;
}

export interface GameState {
  readonly gameId: number;
  /** Whose it is; `HOST_OWNER_ID` for the host's owner's. */
  readonly ownerId: number;
  readonly code: string;
  readonly name: string;
  readonly status: GameStatus;
  readonly pausedReason: PausedReason | null;
  /** How many teams there are, folded ones included: they are numbered from 1 to this. */
  readonly teamCount: number;
  readonly settings: GameSettings;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** When the game is to end, host time, ms; null: whenever the banker ends it. Pauses do not move it. */
  readonly endAt: number | null;
  /** Whether the host ends the game then, by itself. */
  readonly endsByItself: boolean;
  /** Sequence number of the event that gave it this status; 0: the first, which made it. */
  readonly statusSeq: number;
  /** Sequence number of the event by which it was last reopened, which leaves no end that was planned before; 0: never. */
  readonly reopenedSeq: number;
  /** The game whose people play again in this one; null: a game of its own. */
  readonly continues: OtherGame | null;
  /** The game in which its people play again; null: none. */
  readonly next: OtherGame | null;
  /** Null before the first one. */
  readonly message: Message | null;
  /** Null unless the board reveals the results, which it can once the game is over. */
  readonly finale: FinaleStep | null;
  /** Sequence number of the last event folded in; 0 before the first. */
  readonly seq: number;
  /** Play time at the last event, ms. The play clock has the current value. */
  readonly playMs: number;
  readonly participants: Map<number, Participant>;
  readonly names: NameIndex;
  /** Seat -> those that were merged into it since it last moved with them: what their phones know still leads to it. */
  readonly merged: Map<number, List<number>>;
  /** Team number -> its players who are in the game; `NO_TEAM` for those without a team. */
  readonly teamSizes: Map<number, number>;
  readonly teams: Map<number, TeamState>;
  readonly challenges: Map<number, ChallengeState>;
  /** Ids in the order of request, for the history. */
  readonly challengeOrder: List<number>;
  /** Ids of requested and assigned challenges. */
  readonly open: Set<number>;
  /** The same by player, and by team: who and what has none is not in it. */
  readonly openByPlayer: Map<number, Set<number>>;
  readonly openByTeam: Map<number, Set<number>>;
}

/** The `by` of what the host itself did: expiry, waking paused. */
export const HOST_ACTOR_ID = 0;
/** The key in `teamSizes` of players without a team. */
export const NO_TEAM = 0;
