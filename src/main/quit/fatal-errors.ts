import type { App } from 'electron';
import { closeWithTimeout, type CloseDependencies } from './close-with-timeout.ts';

export interface FatalErrorDependencies extends CloseDependencies {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly app: Pick<App, 'relaunch'>;
  readonly exit: (code: number) => void;
  readonly askAgain: (reason: string) => Promise<boolean>;
}

/** After this many errors, whatever is broken will keep breaking, and asking does not help. */
const MAX_ERRORS = 10;

/**
 * After an uncaught error the host's state can no longer be trusted: says so and offers to restart the app. The event log on disk
 * is intact, and phones reconnect by themselves. Asks once, however many errors follow: each is logged, and the tenth ends the
 * process, as does an error in the logging itself.
 */
export function offerRestartOnFatalError(dependencies: FatalErrorDependencies): void {
  const end = () => dependencies.exit(1);
  let errors = 0;

  const closeAndAsk = async () => {
    await closeWithTimeout(dependencies);
    if (await dependencies.askAgain('')) dependencies.app.relaunch();
  };
  const onError = (reason: unknown) => {
    errors += 1;
    try {
      dependencies.report('uncaught error', reason);
    } catch {
      // Even logging no longer works.
      return end();
    }
    if (errors >= MAX_ERRORS) return end();
    // If the dialog cannot be shown, the app exits and has to be restarted by hand.
    if (errors === 1) void closeAndAsk().then(end, end);
  };
  dependencies.process.on('uncaughtException', onError);
  dependencies.process.on('unhandledRejection', onError);
}

/**
 * Starts the host; if that fails, says why and offers to try again, until it runs or the banker gives up
 * (null).
 */
export async function startOrAskToRetry<Host>(
  start: () => Promise<Host>,
  askAgain: (error: unknown) => Promise<boolean>,
): Promise<Host | null> {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(await askAgain(error))) return null;
    }
  }
}
