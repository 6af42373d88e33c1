import type { Report } from '../shell-log.ts';

export interface ClosingParts {
  /** Closes the host: sockets told to come back, database closed. May hang. */
  readonly closeHost: () => Promise<void>;
  /** Calls back once after `ms`. */
  readonly after: (ms: number, call: () => void) => void;
  readonly report: Report;
}

/** After this the app exits, however long sockets and database take. */
const CLOSES_WITHIN_MS = 2_000;

/** Closes the host; resolves after 2 s at the latest, also when closing hangs or fails. */
export async function closeInTime({ closeHost, after, report }: ClosingParts): Promise<void> {
  const cap = new Promise<void>((resolve) => after(CLOSES_WITHIN_MS, resolve));
  const failed = (error: unknown) => report('the host could not be closed', error);
  await Promise.race([closeHost().catch(failed), cap]);
}
