import type { Report } from '../app-log.ts';

export interface CloseDependencies {
  /** Closes the host: tells sockets to reconnect later, closes the database. May hang. */
  readonly closeHost: () => Promise<void>;
  /** Calls back once, after `ms`. */
  readonly setTimer: (ms: number, call: () => void) => void;
  readonly report: Report;
}

/** After this the app exits, whatever state the sockets and the database are in. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Closes the host; resolves after 2 s at the latest, even if closing hangs or fails. */
export async function closeWithTimeout({ closeHost, setTimer, report }: CloseDependencies): Promise<void> {
  const timeout = new Promise<void>((resolve) => setTimer(CLOSE_TIMEOUT_MS, resolve));
  const failed = (error: unknown) => report('the host could not be closed', error);
  await Promise.race([closeHost().catch(failed), timeout]);
}
