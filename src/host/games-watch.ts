/** Follows which games are there and whether they run. */
import type { GameStatus } from '../game/state.ts';
import type { Cancel } from './clock.ts';
import type { RunningGame } from './host-types.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

export interface GamesWatch {
  running(): readonly RunningGame[];
  /** What the evening is called: the newest game that is not over, else the newest; null before the first one. */
  title(): string | null;
  listen(listener: () => void): Cancel;
}

export function watchGames(rooms: Rooms): GamesWatch {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  rooms.watch({
    opened(room) {
      let seen = looks(room);
      room.listen(() => {
        const now = looks(room);
        if (now === seen) return;
        seen = now;
        tell();
      });
      tell();
    },
    wiped: tell,
  });

  return {
    running: () =>
      rooms
        .all()
        .map(({ state: { code, name, status } }) => ({ code, name, status }))
        .filter(({ status }) => isRunning(status)),
    title() {
      const newestFirst = rooms.all().toReversed();
      const open = newestFirst.find(({ state }) => state.status !== 'completed');
      return (open ?? newestFirst[0])?.state.name ?? null;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isRunning(status: GameStatus): boolean {
  return status === 'in_progress' || status === 'paused';
}

function looks({ state: { name, status } }: Room): string {
  return `${status} ${name}`;
}
