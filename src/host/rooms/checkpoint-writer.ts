/** Saves a game's play clock, one checkpoint at a time. A slow store gets only the newest checkpoint. */
import type { ClockCheckpoint } from '../storage/event-store.ts';

export interface CheckpointWriter {
  /** Resolves once this checkpoint or a newer one has been attempted, whether or not it succeeded. */
  save(checkpoint: ClockCheckpoint): Promise<void>;
  /** Resolves when nothing is being written. */
  idle(): Promise<void>;
}

/** `onError` is called each time `write` rejects. */
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
