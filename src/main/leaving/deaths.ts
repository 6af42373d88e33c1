import type { App } from 'electron';
import { closeInTime, type ClosingParts } from './close-in-time.ts';

export interface DeathParts extends ClosingParts {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly app: Pick<App, 'relaunch'>;
  readonly exit: (code: number) => void;
  readonly askAgain: (reason: string) => Promise<boolean>;
}

/** This many errors are no coincidence: what is broken keeps breaking, and a question does not help. */
const MOST_DEATHS = 10;

/**
 * After an uncaught error the host's state can't be trusted any more: says so and offers to start the app again. The log on disk
 * is intact, and phones come back by themselves. Asks once, however many errors follow: each is logged, and the tenth ends the
 * process, as does an error in the logging itself.
 */
export function offerRestartOnDeath(parts: DeathParts): void {
  const end = () => parts.exit(1);
  let deaths = 0;

  const die = async () => {
    await closeInTime(parts);
    if (await parts.askAgain('')) parts.app.relaunch();
  };
  const onDeath = (reason: unknown) => {
    deaths += 1;
    try {
      parts.report('an error was not caught', reason);
    } catch {
      // Not even logging works any more.
      return end();
    }
    if (deaths >= MOST_DEATHS) return end();
    // If the question cannot be shown, the app ends and has to be started again by hand.
    if (deaths === 1) void die().then(end, end);
  };
  parts.process.on('uncaughtException', onDeath);
  parts.process.on('unhandledRejection', onDeath);
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
