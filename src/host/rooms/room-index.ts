/** The open rooms of a host, found by code, id or participant. */
import type { Room } from './room.ts';

export interface RoomIndex {
  all(): readonly Room[];
  withCode(code: string): Room | undefined;
  withId(gameId: number): Room | undefined;
  /** Includes removed participants. */
  withSeat(participantId: number): Room | undefined;
  add(room: Room): void;
  remove(room: Room): void;
}

export function createRoomIndex(): RoomIndex {
  const byCode = new Map<string, Room>();
  const bySeat = new Map<number, Room>();
  return {
    all: () => [...byCode.values()],
    withCode: (code) => byCode.get(code),
    withId: (gameId) => [...byCode.values()].find(({ state }) => state.gameId === gameId),
    withSeat(participantId) {
      const room =
        bySeat.get(participantId) ??
        [...byCode.values()].find(({ state }) => state.participants.has(participantId));
      if (room !== undefined) bySeat.set(participantId, room);
      return room;
    },
    add(room) {
      byCode.set(room.state.code, room);
      for (const id of room.state.participants.keys()) bySeat.set(id, room);
    },
    remove({ state }) {
      byCode.delete(state.code);
      for (const id of state.participants.keys()) bySeat.delete(id);
    },
  };
}
