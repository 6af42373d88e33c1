/** Tells `npm start` how far the app has got: if it hears nothing, it opens the desk in the browser instead. */

/** `npm start` puts its token in this variable; without one, nobody is listening. */
const STARTUP_TOKEN_VARIABLE = 'TRADING_GAME_STARTUP_STATUS';

/** Well below the 20 s after which `npm start` gives up on a silent app. */
const REPORT_INTERVAL_MS = 5_000;

export interface StartupReporter {
  /** The app is still starting. */
  starting(): void;
  /** The desk is usable: from now on the app may stay silent. */
  ready(): void;
  /** The app is about to exit on purpose. */
  done(): void;
  /**
   * Keeps reporting `starting` for as long as `work` takes: while the host is opening an evening, or a dialog is waiting for the
   * banker.
   */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

export interface StartupReporterDependencies {
  /** The value of `STARTUP_TOKEN_VARIABLE`. */
  readonly token: string | undefined;
  /** Writes a line to standard output. */
  readonly write: (line: string) => void;
  /** Calls back every `ms` until the returned function is called. */
  readonly every: (ms: number, call: () => void) => () => void;
}

/** Reports the status of this process. Its children, and the app if it relaunches itself, report to nobody. */
export function openStartupReporter(env: NodeJS.ProcessEnv, write: (line: string) => void): StartupReporter {
  const token = env[STARTUP_TOKEN_VARIABLE];
  delete env[STARTUP_TOKEN_VARIABLE];
  const reporter = createStartupReporter({
    token,
    write,
    every(ms, call) {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
  });
  reporter.starting();
  return reporter;
}

export function createStartupReporter({ token, write, every }: StartupReporterDependencies): StartupReporter {
  const report = (status: string) => {
    if (token !== undefined) write(`${token} ${status}`);
  };
  return {
    starting: () => report('starting'),
    ready: () => report('ready'),
    done: () => report('done'),
    async during(work) {
      report('starting');
      const stop = every(REPORT_INTERVAL_MS, () => report('starting'));
      try {
        return await work();
      } finally {
        stop();
        report('starting');
      }
    },
  };
}
