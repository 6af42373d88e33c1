/** Whether an event about a participant can follow. */
import type { GameEvent } from './events.ts';
import type { KnownSeats, TakenNames } from './log-checker.ts';
import { normalised } from './normalised.ts';
import type { GameState, Participant } from './state.ts';
import { isPlaying } from './team-sizes.ts';

/**
 * The form in which every version compares names: case and compatibility forms don't count. Newer ones also refuse those that look
 * alike (`name-keys.ts`), but a file may come from before that, so this never changes.
 */
export function foldName(name: string): string {
  return normalised(name, 'NFKC').toLowerCase();
}

type EventOf<Type extends GameEvent['type']> = Extract<GameEvent, { type: Type }>;

/** Why the event cannot follow on this state, as the end of a sentence; null if it can. */
export function seatContradiction(
  state: GameState,
  event: GameEvent,
  { names, bankers }: KnownSeats,
): string | null {
  switch (event.type) {
    case 'participant_joined':
      return joinContradiction(state, event, names);
    case 'participant_changed':
      return changeContradiction(state, event, names);
    case 'participant_removed':
      return removalContradiction(state.participants.get(event.id), bankers);
    case 'participant_restored':
      return restorationContradiction(state.participants.get(event.id));
    case 'participant_merged':
      return mergeContradiction(state, event);
    case 'seat_moved':
      return state.participants.get(event.id)?.removed === true ? 'the participant was removed' : null;
    default:
      return null;
  }
}

function joinContradiction(
  state: GameState,
  { id, role, name, teamNumber, withoutPhone }: EventOf<'participant_joined'>,
  names: TakenNames,
): string | null {
  if (isTaken(names, name, id)) return 'somebody else had this name';
  if (role !== 'player') return teamNumber !== null || withoutPhone ? 'only players have a team' : null;
  if (!isTeam(state, teamNumber)) return `nobody played for team ${teamNumber}`;
  if (state.status === 'completed') return 'the game was over';
  return state.settings.locked ? 'nobody could join' : null;
}

function changeContradiction(
  state: GameState,
  { id, change: { name, teamNumber = null, foldedFrom } }: EventOf<'participant_changed'>,
  names: TakenNames,
): string | null {
  if (name !== undefined && isTaken(names, name, id)) return 'somebody else had this name';
  const before = state.participants.get(id)?.teamNumber ?? null;
  if (teamNumber !== before && !isTeam(state, teamNumber)) return `nobody played for team ${teamNumber}`;
  if (foldedFrom !== undefined && foldedFrom !== before) return 'the participant was in another team';
  const isTeamless = teamNumber === null || state.participants.get(id)?.role === 'player';
  return isTeamless ? null : 'only players have a team';
}

function removalContradiction(seat: Participant | undefined, bankers: KnownSeats['bankers']): string | null {
  if (seat?.removed === true) return 'the participant was already removed';
  return seat?.role === 'banker' && bankers.size === 1 ? 'the last banker cannot be removed' : null;
}

function restorationContradiction(seat: Participant | undefined): string | null {
  if (seat === undefined || !seat.removed) return 'the participant was not removed';
  return seat.mergedInto === null ? null : 'the participant was merged into another';
}

function mergeContradiction(state: GameState, { id, into }: EventOf<'participant_merged'>): string | null {
  if (id === into) return 'a participant cannot be merged into themselves';
  const seats = [state.participants.get(id), state.participants.get(into)];
  if (seats.includes(undefined)) return `participants ${id} and ${into} had not both joined`;
  if (seats.some((seat) => seat?.role !== 'player')) return 'only players can be merged';
  // So no chain of merges ever comes back to where it began.
  return seats.some((seat) => seat?.removed === true) ? 'a removed participant cannot be merged' : null;
}

function isTaken(names: TakenNames, name: string, id: number): boolean {
  const holder = names.get(foldName(name));
  return holder !== undefined && holder !== id;
}

function isTeam(state: GameState, teamNumber: number | null): boolean {
  return teamNumber === null || isPlaying(state, teamNumber);
}
