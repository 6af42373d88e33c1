import type { App } from 'electron';
import { closeInTime, type ClosingParts } from './close-in-time.ts';

export interface DeathParts extends ClosingParts {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly app: Pick<App, 'relaunch' | 'exit'>;
  readonly askAgain: (reason: string) => Promise<boolean>;
}

/**
 * When the host's code throws where nobody catches it, its state can't be trusted any more: says so and offers to start the
 * app again. The log on disk is whole, and phones come back by themselves. Asks once, however many errors follow.
 */
export function offerRestartOnDeath(parts: DeathParts): void {
  let isDying = false;
  const die = async (reason: unknown) => {
    parts.log(reason);
    if (isDying) return;
    isDying = true;
    await closeInTime(parts);
    if (await parts.askAgain('')) parts.app.relaunch();
    parts.app.exit(1);
  };
  parts.process.on('uncaughtException', (error) => void die(error));
  parts.process.on('unhandledRejection', (reason) => void die(reason));
}

/**
 * Starts the host; when that fails, says why in the host's own sentence and offers to try again, until it runs or the banker
 * has had enough (null).
 */
export async function startOrAsk<Host>(
  start: () => Promise<Host>,
  askAgain: (reason: string) => Promise<boolean>,
): Promise<Host | null> {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(await askAgain(error instanceof Error ? error.message : String(error)))) return null;
    }
  }
}
