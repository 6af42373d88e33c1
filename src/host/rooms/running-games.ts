/** Keeps track of the games and whether they are running. */
import type { GameState, GameStatus } from '../../game/state.ts';
import type { HostedGame } from '../host-types.ts';
import type { Cancel } from '../time/clock.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

export interface RunningGames {
  running(): readonly HostedGame[];
  /** Games that have not ended. */
  unfinished(): readonly HostedGame[];
  /** The newest game that has not ended; null if there is none. */
  newest(): GameState | null;
  /** The name of the newest unfinished game, otherwise of the newest game; null before the first one. */
  title(): string | null;
  listen(listener: () => void): Cancel;
}

export function watchRunningGames(rooms: Rooms): RunningGames {
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };

  rooms.watch({
    opened(room) {
      let seen = nameAndStatus(room);
      room.listen(() => {
        const now = nameAndStatus(room);
        if (now === seen) return;
        seen = now;
        notify();
      });
      notify();
    },
    closed: notify,
    wiped: notify,
  });

  const games = (): readonly HostedGame[] =>
    rooms.all().map(({ state: { code, name, status } }) => ({ code, name, status }));
  const newest = () => rooms.all().findLast(({ state }) => isUnfinished(state.status))?.state ?? null;

  return {
    running: () => games().filter(({ status }) => isRunning(status)),
    unfinished: () => games().filter(({ status }) => isUnfinished(status)),
    newest,
    title: () => (newest() ?? rooms.all().at(-1)?.state)?.name ?? null,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isRunning(status: GameStatus): boolean {
  return status === 'in_progress' || status === 'paused';
}

export function isUnfinished(status: GameStatus): boolean {
  return status !== 'completed';
}

function nameAndStatus({ state: { name, status } }: Room): string {
  return `${status} ${name}`;
}
