/** Writes a game's play clock down, one checkpoint at a time: a slow store gets the newest, not each of them. */
import type { ClockCheckpoint } from '../storage/event-store.ts';

export interface CheckpointWriter {
  /** Resolves, whatever came of it, when this checkpoint or a newer one was tried. */
  save(checkpoint: ClockCheckpoint): Promise<void>;
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>;
}

/** `failed` is told each time that `write` rejects. */
export function createCheckpointWriter(
  write: (checkpoint: ClockCheckpoint) => Promise<void>,
  onError: (error: unknown) => void,
): CheckpointWriter {
  let newest: ClockCheckpoint | null = null;
  let writing: Promise<void> | null = null;

  const writeAll = async () => {
    while (newest !== null) {
      const next = newest;
      newest = null;
      await write(next).catch(onError);
    }
    writing = null;
  };

  return {
    save(checkpoint) {
      newest = checkpoint;
      writing ??= writeAll();
      return writing;
    },
    idle: () => writing ?? Promise.resolve(),
  };
}
