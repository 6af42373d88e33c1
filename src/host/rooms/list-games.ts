/** All games of an owner, open or not. */
import { HOST_OWNER_ID, isGameOf } from '../../game/game-owner.ts';
import type { GameState } from '../../game/state.ts';
import type { Game } from '../../protocol/entity-schemas.ts';
import { presentGame } from '../../protocol/present.ts';
import { type EventStore, UnopenableGameError } from '../storage/event-store.ts';
import type { HostTime } from '../time/clock.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

export interface GamesLister {
  readonly rooms: Pick<Rooms, 'all' | 'byId' | 'read' | 'unopenable' | 'isOnDemand'>;
  readonly eventStore: Pick<EventStore, 'list' | 'epochOf'>;
  readonly hostTime: Pick<HostTime, 'now'>;
}

/** How long what was read of a game counts: its name may have been removed since. */
const KNOWN_MS = 3_600_000;

interface Listed {
  /** The log that it was read from, and its last event. */
  readonly mark: string;
  /** Host time, ms. */
  readonly readAt: number;
  readonly game: Game;
}

const presentRoom = (room: Room): Game => presentGame(room.state, room.moment());

/**
 * Returns what lists an owner's, oldest first. A game that is not open is read once, and again when its log has gone on; somebody else's
 * is read once, to learn whose it is.
 */
export function createGamesList({
  rooms,
  eventStore,
  hostTime,
}: GamesLister): (ownerId: number) => Promise<readonly Game[]> {
  let known = new Map<number, Listed>();
  /** That never changes. */
  let owners = new Map<number, number>();

  /** Its play time stands still, so the last event says how much there is. Null: it cannot be opened, or is gone. */
  const listed = async (gameId: number, mark: string): Promise<Listed | null> => {
    const before = known.get(gameId);
    const now = hostTime.now();
    const isKnown = before?.mark === mark && now - before.readAt < KNOWN_MS;
    // One that turned out to be damaged since may have been put in order again.
    if (isKnown && !rooms.unopenable().some((error) => error.gameId === gameId))
      return { ...before, game: { ...before.game, as_of: now } };
    const state: GameState | null = await rooms.read(gameId);
    if (state === null) return null;
    owners.set(gameId, state.ownerId);
    return { mark, readAt: now, game: presentGame(state, { playMs: state.playMs, at: now }) };
  };

  /** Null: it cannot be opened any more, or is gone. */
  const opened = async (gameId: number): Promise<Game | null> => {
    try {
      const room = await rooms.byId(gameId);
      return room === null ? null : presentRoom(room);
    } catch (error) {
      // Whoever finds out names it.
      if (error instanceof UnopenableGameError) return null;
      throw error;
    }
  };

  return async (ownerId) => {
    const isOwn = (game: { readonly ownerId: number }) => isGameOf(ownerId, game);
    if (!rooms.isOnDemand)
      return rooms
        .all()
        .filter(({ state }) => isOwn(state))
        .map(presentRoom);
    const items: Game[] = [];
    const heads = await eventStore.list();
    const open = new Map(rooms.all().map((room) => [room.state.gameId, room]));
    for (const { gameId, seq } of heads) {
      const room = open.get(gameId) ?? null;
      const owner = room?.state.ownerId ?? owners.get(gameId);
      if (owner !== undefined && !isOwn({ ownerId: owner })) continue;
      const found = room === null ? await listed(gameId, `${eventStore.epochOf(gameId)} ${seq}`) : null;
      if (found !== null) known.set(gameId, found);
      if (room === null && !isOwn({ ownerId: owners.get(gameId) ?? HOST_OWNER_ID })) continue;
      const game =
        room !== null
          ? presentRoom(room)
          : found?.game.status === 'in_progress'
            ? await opened(gameId)
            : found?.game;
      if (game) items.push(game);
    }
    const stored = new Set(heads.map(({ gameId }) => gameId));
    known = new Map([...known].filter(([gameId]) => stored.has(gameId) && !open.has(gameId)));
    owners = new Map([...owners].filter(([gameId]) => stored.has(gameId)));
    return items;
  };
}
