/** How events change participants: joined, changed, removed, restored. */
import { List } from 'immutable';
import type { GameEvent, LoggedEvent, ParticipantChange } from './events.ts';
import { withName, withoutName, type NameIndex } from './name-index.ts';
import { NO_TEAM, type ContinuedSeat, type GameState, type Participant } from './state.ts';

type SeatEvent = Extract<GameEvent, { type: `participant_${string}` | 'seat_moved' }>;
type ParticipantJoined = Extract<SeatEvent, { type: 'participant_joined' }>;
type SeatMoved = Extract<SeatEvent, { type: 'seat_moved' }>;

export function evolveSeat(state: GameState, event: SeatEvent, logged: LoggedEvent): GameState {
  switch (event.type) {
    case 'participant_joined':
      return applyJoin(state, event, logged);
    case 'participant_changed':
      return updateSeat(state, event.id, (seat) => applyChange(seat, event.change));
    case 'participant_removed':
      return updateSeat(state, event.id, (seat) => applyRemoval(seat, logged.at));
    case 'participant_restored':
      return updateSeat(state, event.id, (seat) => ({
        ...seat,
        removed: false,
        removedAt: null,
        restoredSeq: logged.seq,
      }));
    case 'participant_merged':
      return applyMerge(state, event.id, event.into);
    case 'seat_moved':
      return applyMove(state, event);
    default:
      return event satisfies never;
  }
}

function applyJoin(state: GameState, event: ParticipantJoined, { at }: LoggedEvent): GameState {
  const { id, role, name, teamNumber, approved, withoutPhone } = event;
  if (state.participants.has(id)) throw new Error(`Participant ${id} already exists.`);
  const seat: Participant = {
    id,
    role,
    name,
    teamNumber,
    foldedFrom: [],
    approved,
    removed: false,
    removedAt: null,
    restoredSeq: 0,
    blocked: false,
    withoutPhone,
    extraTimeFactor: 1,
    needs: [],
    generation: 0,
    pinGeneration: 0,
    mergedInto: null,
    joinedAt: at,
    continues: continuedSeat(event.continues),
  };
  return withSeat(state, null, seat);
}

/** Null as well in a game from a file, which knows nothing of other games any more. */
function continuedSeat({
  id,
  generation,
  pinId,
  pinGeneration,
}: Partial<ContinuedSeat> = {}): ContinuedSeat | null {
  if (id === undefined || generation === undefined) return null;
  return { id, generation, pinId: pinId ?? id, pinGeneration: pinGeneration ?? generation };
}

function applyChange(seat: Participant, { foldedFrom, ...change }: ParticipantChange): Participant {
  return { ...seat, ...change, foldedFrom: foldedFromAfter(seat, change.teamNumber, foldedFrom) };
}

/** Whoever comes back to a team is where they were before its fold; whoever goes anywhere else stays there. */
function foldedFromAfter(
  { teamNumber: before, foldedFrom: path }: Participant,
  teamNumber: number | null | undefined,
  foldedFrom: number | undefined,
): readonly number[] {
  if (teamNumber === undefined || teamNumber === before) return path;
  // Whoever comes back to a team is where they were before its first fold: a second one of it adds nothing.
  if (foldedFrom !== undefined) return path.includes(foldedFrom) ? path : [...path, foldedFrom];
  return teamNumber === null ? [] : path.slice(0, Math.max(0, path.indexOf(teamNumber)));
}

/** Removing a banker or board revokes its token; a removed player's token still shows that player. */
function applyRemoval(seat: Participant, removedAt: number): Participant {
  const generation = seat.role === 'player' ? seat.generation : seat.generation + 1;
  return { ...seat, removed: true, removedAt, generation };
}

/** Removes the newcomer; the old seat has a phone if either had one. */
function applyMerge(state: GameState, id: number, into: number): GameState {
  const newcomer = requireSeat(state, id);
  const merged = state.merged.update(into, List<number>(), (ids) => ids.push(id));
  const withoutNewcomer = updateSeat({ ...state, merged }, id, (seat) => ({
    ...seat,
    removed: true,
    removedAt: null,
    mergedInto: into,
  }));
  return updateSeat(withoutNewcomer, into, (seat) => ({
    ...seat,
    withoutPhone: seat.withoutPhone && newcomer.withoutPhone,
  }));
}

/** A seat run by the banker has a phone from now on: this one alone, not those that came to it by a merge. */
function applyMove(state: GameState, { id, withMerged, keepsPin }: SeatMoved): GameState {
  const moved = updateSeat(state, id, (seat) => ({
    ...seat,
    withoutPhone: false,
    generation: seat.generation + 1,
    pinGeneration: keepsPin ? seat.pinGeneration : seat.generation + 1,
  }));
  return withMerged ? withoutMergedRights(moved, id) : moved;
}

/**
 * Revokes what was known of the seats that lead to this one. Once is enough, since nobody learns anything new of a seat that was merged
 * into another: so however often a seat moves, all its moves together cost no more than the merges before them.
 */
function withoutMergedRights(state: GameState, id: number): GameState {
  const leading = mergedSeats(state, id);
  return {
    ...state,
    merged: state.merged.withMutations((map) => {
      for (const into of [id, ...leading]) map.delete(into);
    }),
    participants: state.participants.withMutations((map) => {
      for (const seatId of leading) {
        const seat = requireSeat(state, seatId);
        const generation = seat.generation + 1;
        map.set(seatId, { ...seat, generation, pinGeneration: generation });
      }
    }),
  };
}

/** Those that were merged into the seat, or into one that was, since it last moved with them. */
function mergedSeats({ merged }: GameState, id: number): readonly number[] {
  const ids = new Set([id]);
  for (const into of ids) for (const seatId of merged.get(into) ?? []) ids.add(seatId);
  ids.delete(id);
  return [...ids];
}

function updateSeat(state: GameState, id: number, change: (seat: Participant) => Participant): GameState {
  const seat = requireSeat(state, id);
  return withSeat(state, seat, change(seat));
}

/** Puts the seat in place of what it was before; null: it is new. */
function withSeat(state: GameState, before: Participant | null, seat: Participant): GameState {
  return {
    ...state,
    participants: state.participants.set(seat.id, seat),
    names: namesAfter(state.names, before, seat),
    teamSizes: teamSizesAfter(state.teamSizes, before, seat),
  };
}

function namesAfter(names: NameIndex, before: Participant | null, { id, name }: Participant): NameIndex {
  if (before?.name === name) return names;
  return withName(before === null ? names : withoutName(names, id, before.name), id, name);
}

function teamSizesAfter(
  sizes: GameState['teamSizes'],
  before: Participant | null,
  after: Participant,
): GameState['teamSizes'] {
  const [left, entered] = [before === null ? null : countedIn(before), countedIn(after)];
  if (left === entered) return sizes;
  const without = left === null ? sizes : sizes.set(left, (sizes.get(left) ?? 0) - 1);
  return entered === null ? without : without.set(entered, (without.get(entered) ?? 0) + 1);
}

/** The key in `teamSizes` under which the seat counts; null: it is not a player in the game. */
function countedIn({ role, removed, teamNumber }: Participant): number | null {
  return role === 'player' && !removed ? (teamNumber ?? NO_TEAM) : null;
}

function requireSeat(state: GameState, id: number): Participant {
  const seat = state.participants.get(id);
  if (seat === undefined) throw new Error(`The log refers to participant ${id}, who never joined.`);
  return seat;
}
