import type { App } from 'electron';
import { closeWithTimeout, type CloseDependencies } from './close-with-timeout.ts';

export interface FatalErrorDependencies extends CloseDependencies {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly app: Pick<App, 'relaunch'>;
  readonly exit: (code: number) => void;
  readonly askAgain: (reason: string) => Promise<boolean>;
}

/** This many errors are no coincidence: what is broken keeps breaking, and a question does not help. */
const MAX_ERRORS = 10;

/**
 * After an uncaught error the host's state can't be trusted any more: says so and offers to start the app again. The log on disk
 * is intact, and phones come back by themselves. Asks once, however many errors follow: each is logged, and the tenth ends the
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
      dependencies.report('an error was not caught', reason);
    } catch {
      // Not even logging works any more.
      return end();
    }
    if (errors >= MAX_ERRORS) return end();
    // If the question cannot be shown, the app ends and has to be started again by hand.
    if (errors === 1) void closeAndAsk().then(end, end);
  };
  dependencies.process.on('uncaughtException', onError);
  dependencies.process.on('unhandledRejection', onError);
}

/**
 * Starts the host; when that fails, says why in the host's own sentence and offers to try again, until it runs or the banker
 * has had enough (null).
 */
export async function startOrAskToRetry<Host>(
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
