/** How long a host was away while its game ran, until the log tells of it. docs/protocol.md, "Play clock". */
import type { Command } from '../../game/commands.ts';
import { AWAY_MS } from '../time/play-clock.ts';

export interface TimeAway {
  /** Whether the log does not tell yet of a time so long that the game pauses. Until it does, the play clock stands still. */
  isLong(): boolean;
  add(ms: number): void;
  /** The game does not run: there is nothing to tell. */
  forget(): void;
  /** Has the log tell of it. What cannot be written now stays to be told. */
  tell(): Promise<void>;
}

export interface TimeAwayOptions {
  /** Resolves with whether the command was decided. */
  readonly execute: (command: Command) => Promise<boolean>;
  /** Called before the log is told of a long time, and once it has been. */
  readonly onLong: () => void;
}

export function createTimeAway({ execute, onLong }: TimeAwayOptions): TimeAway {
  let untoldMs = 0;
  let isTelling = false;
  return {
    isLong: () => untoldMs > AWAY_MS,
    add(ms) {
      untoldMs += ms;
    },
    forget() {
      untoldMs = 0;
    },
    async tell() {
      const lostMs = untoldMs;
      if (lostMs === 0 || isTelling) return;
      const isPausing = lostMs > AWAY_MS;
      if (isPausing) onLong();
      isTelling = true;
      const isDone = await execute(
        isPausing ? { type: 'pause', reason: 'host_away' } : { type: 'adjust_clock', lostMs },
      );
      isTelling = false;
      if (isDone) untoldMs = Math.max(0, untoldMs - lostMs);
      if (isPausing) onLong();
    },
  };
}
