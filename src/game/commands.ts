/** The commands that people (and the host itself) can give, and the reasons for rejecting them. */
import type { Building, CUSTOM_EXERCISE, ExerciseType, TeamShape } from './catalogue.ts';
import type { Need, Variant } from './enums.ts';
import type { ParticipantChange, TeamChange } from './events.ts';
import type { ExpectedGame, ExpectedPlan } from './expected-game.ts';
import type { Exercise, FinaleStep, PausedReason, Role, GameSettings } from './state.ts';

/** An exercise as it is given. Without a description, the catalogue's words stand for it. */
export type GivenExercise = Omit<Exercise, 'description' | 'fromCatalogue' | 'variant'> &
  Partial<Pick<Exercise, 'description'>>;

/** `game_status` if the game is not as `expected` any more, unless what is wanted is true by now. */
interface MeantForGame {
  readonly expected?: ExpectedGame | undefined;
}

export type GameCommand =
  | ({ readonly type: 'start' } & MeantForGame)
  | ({ readonly type: 'pause'; readonly reason: PausedReason } & MeantForGame)
  | ({ readonly type: 'resume' } & MeantForGame)
  /** `keepResults`: they wait for the finale, which is at its opening then. */
  | ({ readonly type: 'end'; readonly keepResults?: boolean; readonly countClaims?: boolean } & MeantForGame)
  /** Its people play again in that game, which has been made: in no other one, but for the one `instead` of which it was made. */
  | ({
      readonly type: 'continue_game';
      readonly gameId: number;
      readonly code: string;
      readonly instead?: number | null | undefined;
    } & MeantForGame)
  /** The next game is gone. `code`: the one that is meant; nothing changes if there is another one by now. */
  | { readonly type: 'undo_continuation'; readonly code?: string | undefined }
  /** `expectedPlan`: how the end is planned that this one takes the place of; `changed_meanwhile` if it is otherwise by now. */
  | {
      readonly type: 'change_game';
      readonly name?: string;
      readonly settings?: Partial<GameSettings>;
      /** Host time, ms; null: no end is planned. */
      readonly endAt?: number | null;
      readonly endsByItself?: boolean;
      readonly expectedPlan?: ExpectedPlan | undefined;
    }
  /** The host's own, once a planned end has come that asks for it. */
  | { readonly type: 'end_as_planned' }
  /** `text` has been cleaned. */
  | { readonly type: 'send_message'; readonly text: string }
  /** `at`: the message that is meant, by its host time, ms; nothing changes if there is another one by now. */
  | { readonly type: 'remove_message'; readonly at?: number | undefined }
  | ({
      readonly type: 'show_finale';
      readonly step: FinaleStep;
      readonly from?: FinaleStep | null | undefined;
    } & MeantForGame)
  /** `from`: the step that is meant; `game_status` if another one is shown by now. */
  | ({ readonly type: 'close_finale'; readonly from?: FinaleStep | undefined } & MeantForGame)
  | { readonly type: 'adjust_clock'; readonly lostMs: number };

export type SeatCommand =
  | {
      readonly type: 'join';
      readonly id: number;
      readonly role: Role;
      readonly name: string;
      readonly teamNumber: number | null;
      readonly withoutPhone: boolean;
    }
  /** Players without a phone, all of them or none; the ids are in the order of the names. */
  | {
      readonly type: 'join_several';
      readonly players: readonly { readonly id: number; readonly name: string }[];
      readonly teamNumber: number | null;
    }
  /**
   * `expectedName`, `expectedTeam`: those that are meant; `name_changed` and `team_changed` if they are others by now, unless the team is the
   * one that is wanted. `expectedNeeds`: those that were changed into the new ones; what was not changed in them stays as it is by now.
   */
  | {
      readonly type: 'change_participant';
      readonly id: number;
      readonly change: ParticipantChange;
      readonly expectedName?: string | undefined;
      readonly expectedTeam?: number | null | undefined;
      readonly expectedNeeds?: readonly Need[] | undefined;
    }
  /** `seenSeq`: the last event that was heard of; `changed_meanwhile` if the seat has been brought back since. */
  | { readonly type: 'remove_participant'; readonly id: number; readonly seenSeq?: number | undefined }
  /** `removedAt`: the removal that is meant, by its host time, ms; without it, whichever there is. */
  | {
      readonly type: 'restore_participant';
      readonly id: number;
      readonly removedAt?: number | undefined;
    }
  /** Those of them who are players in the game; `not_found` if nobody is named. */
  | { readonly type: 'remove_participants'; readonly ids: readonly number[] }
  /** Those of them who were removed at this host time, ms, and not since brought back or merged. */
  | { readonly type: 'restore_participants'; readonly ids: readonly number[]; readonly removedAt: number }
  /** Those of them who are players in the game, and still where they are to leave; the others stay where they are. */
  | { readonly type: 'move_participants'; readonly moves: readonly ParticipantMove[] }
  /** The names are those that are meant; `name_changed` if either is another one by now. */
  | {
      readonly type: 'merge_participants';
      readonly id: number;
      readonly into: number;
      readonly expectedName?: string | undefined;
      readonly expectedIntoName?: string | undefined;
    }
  /**
   * `keepsPin`: by what was handed out with the PIN, which is good from then on. `generation`: the one that is meant; `not_found` if the
   * seat has another one by now.
   */
  | {
      readonly type: 'move_seat';
      readonly id: number;
      readonly keepsPin: boolean;
      readonly generation?: number | undefined;
    };

export interface ParticipantMove {
  readonly id: number;
  /** Teams; null: none. */
  readonly from: number | null;
  readonly to: number | null;
}

/** How it stands with a team's school, as whoever changes that knows it. */
export interface ExpectedSchool {
  readonly hasSchool?: boolean | undefined;
  /** How many it has built. */
  readonly built?: number | undefined;
}

export type TeamCommand =
  /** `expectedSchool`: `undo_not_last` if it is not so any more. */
  | {
      readonly type: 'change_team';
      readonly number: number;
      readonly change: TeamChange;
      /** The name that is meant; `name_changed` if it is another one by now. */
      readonly expectedName?: string | undefined;
      readonly expectedSchool?: ExpectedSchool | undefined;
    }
  | { readonly type: 'balance_teams' }
  /** What is not given is chosen so that the team looks like no other. */
  | {
      readonly type: 'add_team';
      readonly name?: string;
      readonly colour?: string;
      readonly shape?: TeamShape;
    }
  /** `seenSeq`: the last event that was heard of; `changed_meanwhile` if the team has been taken up again since. */
  | {
      readonly type: 'fold_team';
      readonly number: number;
      readonly playersTo: FoldDestination;
      readonly seenSeq?: number | undefined;
    }
  /** `foldedAt`: the fold that is meant, by its host time, ms; without it, whichever there is. */
  | {
      readonly type: 'unfold_team';
      readonly number: number;
      readonly withPlayers: boolean;
      readonly foldedAt?: number | undefined;
    };

/** Where the players of a folded team go: to that team, spread over all others, or nowhere yet. */
export type FoldDestination = number | 'evenly' | null;

/** The exercise of a challenge, as whoever takes a step knows it; null: it has none yet. What is not given is not compared. */
export interface ExpectedExercise {
  readonly description?: string | null | undefined;
  readonly target?: number | null | undefined;
}

export type ChallengeCommand =
  | {
      readonly type: 'request';
      readonly id: number;
      readonly playerId: number;
      readonly building: Building;
      /** The team for which it was meant, where whoever asks says so. */
      readonly expectedTeam?: number | undefined;
      /**
       * The last event that whoever asks had heard of; `challenge_status` with the newest challenge of this player if one was requested since.
       */
      readonly seenSeq?: number | undefined;
    }
  /** `version`: that of the request which is meant; `challenge_status` if something has happened to it by now. */
  | {
      readonly type: 'assign';
      readonly id: number;
      readonly version?: number | undefined;
      readonly exercise: GivenExercise;
      readonly durationSeconds: number | null;
    }
  | {
      readonly type: 'change_challenge';
      readonly id: number;
      readonly exercise: Partial<GivenExercise>;
      readonly extendSeconds: number;
      readonly expected?: ExpectedExercise | undefined;
    }
  /**
   * Another exercise of the catalogue in the game's amount, one of the library, or the same in another way: `custom` is the banker's own
   * that there is. Null: it is not in the library, which is `not_found`. Without `variant`, the player's needs choose.
   */
  | {
      readonly type: 'swap_exercise';
      readonly id: number;
      readonly exercise: ExerciseType | typeof CUSTOM_EXERCISE | GivenExercise | null;
      readonly variant?: Variant | null | undefined;
      readonly expected?: ExpectedExercise | undefined;
    }
  /**
   * `expected`: the exercise that is meant; `expectedClaim`: what the player has said of it that is meant, by its host time, ms, of which
   * the whole seconds count. `challenge_status` if it is another one by now.
   */
  | {
      readonly type: 'complete' | 'reject' | 'cancel';
      readonly id: number;
      readonly expected?: ExpectedExercise | undefined;
      readonly expectedClaim?: number | undefined;
    }
  /** `version`: the challenge's version whose step is meant; without it, whatever was last. */
  | { readonly type: 'undo'; readonly id: number; readonly version?: number | undefined }
  /** `version`: that of the undo which is meant; without it, whatever was last. */
  | { readonly type: 'redo'; readonly id: number; readonly version?: number | undefined }
  | { readonly type: 'expire'; readonly id: number };

/** What can be done to several challenges at once. */
export type StepOfSeveral = Extract<ChallengeCommand, { type: 'assign' | 'undo' | 'redo' }>;

/** Steps of several challenges as one act: those that the rules accept, all or none of them written. */
export interface SeveralCommand {
  readonly type: 'several';
  readonly steps: readonly StepOfSeveral[];
}

export type Command = GameCommand | SeatCommand | TeamCommand | ChallengeCommand | SeveralCommand;

/** Who gives a command: the owner and the host itself count as bankers and have the id `HOST_ACTOR_ID`. */
export interface Actor {
  readonly id: number;
  readonly role: Role;
}

/** When: `at` is host time in ms since 1970 from a clock that never jumps, `playMs` the play clock. */
export interface Moment {
  readonly at: number;
  readonly playMs: number;
}

/** The wire's 409 codes, and `not_found` for what isn't in the game. */
export type RejectionCode =
  | 'game_not_started'
  | 'game_over'
  | 'game_status'
  | 'end_time'
  | 'no_team'
  | 'challenge_open'
  | 'team_changed'
  | 'name_changed'
  | 'changed_meanwhile'
  | 'team_folded'
  | 'team_not_folded'
  | 'fold_destination'
  | 'team_limit'
  | 'last_team'
  | 'team_locked'
  | 'player_limit'
  | 'challenge_status'
  | 'no_clock'
  | 'undo_too_late'
  | 'undo_not_last'
  | 'redo_not_last'
  | 'room_locked'
  | 'game_full'
  | 'removed'
  | 'not_found';

/** What a command names that is not there, for `not_found`. */
export type Missing = 'team' | 'player' | 'other_player' | 'source' | 'exercise';

export interface Rejection {
  readonly code: RejectionCode;
  readonly missing?: Missing;
  /** The challenge that the command was about. */
  readonly challengeId?: number;
  /** The open challenge that holds the lock. */
  readonly holderId?: number;
}
