/** All games of a host for its owner, open or not. */
import type { GameState } from '../../game/state.ts';
import type { Game } from '../../protocol/entity-schemas.ts';
import { presentGame } from '../../protocol/present.ts';
import type { EventStore } from '../storage/event-store.ts';
import type { HostTime } from '../time/clock.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

export interface GamesLister {
  readonly rooms: Pick<Rooms, 'all' | 'byId' | 'read' | 'isOnDemand'>;
  readonly eventStore: Pick<EventStore, 'list' | 'epochOf'>;
  readonly hostTime: Pick<HostTime, 'now'>;
}

interface Listed {
  /** The log that it was read from, and its last event. */
  readonly mark: string;
  readonly game: Game;
}

const presentRoom = (room: Room): Game => presentGame(room.state, room.moment());

/** Returns what lists them, oldest first. A game that is not open is read once, and again when its log has gone on. */
export function createGamesList({
  rooms,
  eventStore,
  hostTime,
}: GamesLister): () => Promise<readonly Game[]> {
  let known = new Map<number, Listed>();

  /** Its play time stands still, so the last event says how much there is. Null: it cannot be opened, or is gone. */
  const presentStored = async (gameId: number): Promise<Game | null> => {
    const state: GameState | null = await rooms.read(gameId);
    return state && presentGame(state, { playMs: state.playMs, at: hostTime.now() });
  };
  /** Null: it cannot be opened, or is gone. */
  const listed = async (gameId: number, mark: string): Promise<Listed | null> => {
    const before = known.get(gameId);
    if (before?.mark === mark) return { mark, game: { ...before.game, as_of: hostTime.now() } };
    const game = await presentStored(gameId);
    return game && { mark, game };
  };

  return async () => {
    if (!rooms.isOnDemand) return rooms.all().map(presentRoom);
    const items: Game[] = [];
    const now = new Map<number, Listed>();
    const open = new Map(rooms.all().map((room) => [room.state.gameId, room]));
    for (const { gameId, seq } of await eventStore.list()) {
      const room = open.get(gameId);
      const found = room === undefined ? await listed(gameId, `${eventStore.epochOf(gameId)} ${seq}`) : null;
      const running = found?.game.status === 'in_progress' ? await rooms.byId(gameId) : (room ?? null);
      if (running !== null) items.push(presentRoom(running));
      else if (found !== null) {
        now.set(gameId, found);
        items.push(found.game);
      }
    }
    known = now;
    return items;
  };
}
