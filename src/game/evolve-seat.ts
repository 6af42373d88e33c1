/** How events change participants: joined, changed, removed, restored. */
import type { GameEvent, LoggedEvent } from './events.ts';
import type { GameState, Participant } from './state.ts';

type SeatEvent = Extract<GameEvent, { type: `participant_${string}` | 'seat_moved' }>;
type ParticipantJoined = Extract<SeatEvent, { type: 'participant_joined' }>;

export function evolveSeat(state: GameState, event: SeatEvent, logged: LoggedEvent): GameState {
  switch (event.type) {
    case 'participant_joined':
      return applyJoin(state, event, logged);
    case 'participant_changed':
      return updateSeat(state, event.id, (seat) => ({ ...seat, ...event.change }));
    case 'participant_removed':
      return updateSeat(state, event.id, applyRemoval);
    case 'participant_restored':
      return updateSeat(state, event.id, (seat) => ({ ...seat, removed: false }));
    case 'participant_merged':
      return applyMerge(state, event.id, event.into);
    case 'seat_moved':
      // A seat run by the banker has a phone from now on.
      return updateSeat(state, event.id, (seat) => ({
        ...seat,
        generation: seat.generation + 1,
        withoutPhone: false,
      }));
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
    approved,
    removed: false,
    blocked: false,
    withoutPhone,
    extraTimeFactor: 1,
    generation: 0,
    mergedInto: null,
    joinedAt: at,
  };
  return { ...state, participants: state.participants.set(id, seat) };
}

/** Removing a banker or board revokes its token; a removed player's token still shows that player. */
function applyRemoval(seat: Participant): Participant {
  const generation = seat.role === 'player' ? seat.generation : seat.generation + 1;
  return { ...seat, removed: true, generation };
}

/** Removes the newcomer; the old seat has a phone if either had one. */
function applyMerge(state: GameState, id: number, into: number): GameState {
  const newcomer = requireSeat(state, id);
  const withoutNewcomer = updateSeat(state, id, (seat) => ({ ...seat, removed: true, mergedInto: into }));
  return updateSeat(withoutNewcomer, into, (seat) => ({
    ...seat,
    withoutPhone: seat.withoutPhone && newcomer.withoutPhone,
  }));
}

function updateSeat(state: GameState, id: number, change: (seat: Participant) => Participant): GameState {
  return { ...state, participants: state.participants.set(id, change(requireSeat(state, id))) };
}

function requireSeat(state: GameState, id: number): Participant {
  const seat = state.participants.get(id);
  if (seat === undefined) throw new Error(`The log refers to participant ${id}, who never joined.`);
  return seat;
}
