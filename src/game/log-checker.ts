/**
 * Checks a log from elsewhere against the rules: could commands have produced these events? `evolve` only refuses what it cannot
 * fold. Whatever any version of the rules produced passes; so what a rule compares with a clock is not checked.
 */
import { CUSTOM_EXERCISE } from './catalogue.ts';
import { challengeContradiction } from './check-challenge-event.ts';
import { gameContradiction } from './check-game-event.ts';
import { foldName, seatContradiction } from './check-seat-event.ts';
import type { LoggedEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { isOpenToPlayers } from './own-seat.ts';
import { HOST_ACTOR_ID, type GameState } from './state.ts';

type ParticipantChange = Extract<LoggedEvent['event'], { type: 'participant_changed' }>['change'];
type ChallengeChanged = Extract<LoggedEvent['event'], { type: 'challenge_changed' }>;

export interface LogChecker {
  /** Folds the next event in. Throws an Error that says, in a sentence, why it cannot have happened. */
  add(logged: LoggedEvent): void;
  /** The state after the whole log. Throws an Error for one that cannot end here. */
  finish(): GameState;
}

/** Which name belongs to which seat, by its folded form. */
export type TakenNames = ReadonlyMap<string, number>;

/** What would take a look at everybody to find out. */
export interface KnownSeats {
  readonly names: TakenNames;
  /** Those in the game. */
  readonly bankers: ReadonlySet<number>;
}

export function createLogChecker(): LogChecker {
  let state: GameState | null = null;
  const names = new Map<string, number>();
  const bankers = new Set<number>();

  const rename = (before: GameState | null, { event }: LoggedEvent) => {
    const name =
      event.type === 'participant_joined'
        ? event.name
        : event.type === 'participant_changed'
          ? event.change.name
          : undefined;
    if (name === undefined || !('id' in event)) return;
    const old = before?.participants.get(event.id)?.name;
    if (old !== undefined && names.get(foldName(old)) === event.id) names.delete(foldName(old));
    names.set(foldName(name), event.id);
  };

  const countBankers = (after: GameState, { event }: LoggedEvent) => {
    const seat =
      'id' in event && !event.type.startsWith('challenge_') ? after.participants.get(event.id) : undefined;
    if (seat?.role !== 'banker') return;
    if (seat.removed) bankers.delete(seat.id);
    else bankers.add(seat.id);
  };

  return {
    add(logged) {
      const why =
        state === null
          ? actorContradiction(null, logged)
          : contradictionOf(state, logged, { names, bankers });
      if (why !== null) throw new Error(`Event ${logged.seq} cannot have happened: ${why}.`);
      const before = state;
      state = evolve(before, logged);
      rename(before, logged);
      countBankers(state, logged);
    },
    finish() {
      if (state === null) throw new Error('A log starts with game_created; this one is empty.');
      if (bankers.size === 0) throw new Error('The game has no banker, so nobody could run it.');
      return state;
    },
  };
}

function contradictionOf(state: GameState, logged: LoggedEvent, known: KnownSeats): string | null {
  const { event, playMs } = logged;
  if (playMs < state.playMs) return 'play time went backwards';
  return (
    actorContradiction(state, logged) ??
    gameContradiction(state, event) ??
    seatContradiction(state, event, known) ??
    challengeContradiction(state, logged)
  );
}

/** Boards change nothing; players request, finish, swap, cancel and undo their own challenges, and correct their own seat. */
function actorContradiction(state: GameState | null, { event, by }: LoggedEvent): string | null {
  if (by === HOST_ACTOR_ID || (event.type === 'participant_joined' && event.id === by)) return null;
  const actor = state?.participants.get(by);
  if (state === null || actor === undefined) return `participant ${by} had not joined`;
  if (actor.role === 'banker') return null;
  const isAllowed = actor.role === 'player' && isByPlayer(state, event, by);
  return isAllowed ? null : `participant ${by} may not do this`;
}

function isByPlayer(state: GameState, event: LoggedEvent['event'], by: number): boolean {
  switch (event.type) {
    case 'participant_changed':
      return event.id === by && isOwnCorrection(state, event.change);
    case 'seat_moved':
      return event.id === by;
    case 'challenge_requested':
      return event.playerId === by;
    case 'team_changed':
      // Follows a completion, or its undo.
      return Object.keys(event.change).every((field) => field === 'hasSchool');
    case 'challenge_changed':
      return state.challenges.get(event.id)?.playerId === by && isOwnSwap(state, event);
    case 'challenge_claimed':
    case 'challenge_completed':
    case 'challenge_cancelled':
    case 'challenge_undone':
      return state.challenges.get(event.id)?.playerId === by;
    default:
      return false;
  }
}

/** Only something of the catalogue or the library, in the time that there is. */
function isOwnSwap({ settings }: GameState, { exercise, extendSeconds }: ChallengeChanged): boolean {
  const isOffered = exercise.fromCatalogue || exercise.type === CUSTOM_EXERCISE;
  return settings.ownNeeds && isOffered && extendSeconds === 0;
}

/** A team, needs while they are not locked, and until the start or where the game allows it also a name, which may then need approval again. */
function isOwnCorrection(
  { status, settings }: GameState,
  { name, approved, ...others }: ParticipantChange,
): boolean {
  const own = settings.ownNeeds ? ['teamNumber', 'needs'] : ['teamNumber'];
  if (Object.keys(others).some((field) => !own.includes(field))) return false;
  if (name === undefined) return approved === undefined;
  return isOpenToPlayers(status, settings.ownNameInPlay) && approved !== true;
}
