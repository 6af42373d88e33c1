import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { type ExitStatus, notStarted, waitForExit } from './exit-status.ts';
import { killTree } from './process-tree.ts';
import type { Environment } from './runtime.ts';
import { StartWatch } from './start-watch.ts';
import { STARTUP_STATUS, readStartupStatus } from './startup-status.ts';

export interface Starting {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Environment;
  /** How long the app may stay silent before its desk is ready, ms. */
  readonly patienceMs: number;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** How the app failed. */
export interface Failure extends ExitStatus {
  readonly wasSilent: boolean;
  /** The desk had been open. */
  readonly wasReady: boolean;
  /** What it wrote to standard error before it was ready. */
  readonly said: string;
}

export type WindowEnd = { readonly exitCode: number } | { readonly failure: Failure };

/** How long to wait for the rest of its output after the app has exited. */
const LAST_WORDS_MS = 1_000;
/** An app that is told to close does so within 2 s. */
const GONE_WITHIN_MS = 4_000;

/**
 * Runs the desktop app until it ends, and passes signals on to it. It has failed if it ends unannounced before its desk is ready,
 * stays silent for too long, or crashes; none of its processes is left running then.
 */
export async function runWindow(starting: Starting): Promise<WindowEnd> {
  const token = randomUUID();
  let app: App;
  try {
    app = launch(starting, token);
  } catch (error) {
    // Some refusals come at once, Windows' word for a file that is no program among them; others come as an event.
    return { failure: { ...notStarted(error), wasReady: false, wasSilent: false, said: '' } };
  }
  return follow(app, token, starting);
}

type App = ChildProcessByStdio<null, Readable, Readable>;

function launch({ program, args, env }: Starting, token: string): App {
  return spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    // VS Code's terminals set ELECTRON_RUN_AS_NODE, which turns Electron into plain Node.
    env: { ...env, [STARTUP_STATUS]: token, ELECTRON_RUN_AS_NODE: undefined },
  });
}

async function follow(app: App, token: string, starting: Starting): Promise<WindowEnd> {
  const killAll = async () => (app.pid === undefined ? undefined : killTree(app.pid));
  const watch = new StartWatch({ ...starting, giveUp: () => void killAll() });
  readStartupStatus(app.stdout, token, (status) => watch.onStatus(status), starting.stdout);
  app.stderr.setEncoding('utf8').on('data', (text: string) => watch.onError(text));
  const signals = handOnSignals(app, () => void killAll());
  const exit = await waitForExit(app, LAST_WORDS_MS);
  watch.stop();
  // What it started may live on, such as a browser, and hold its pipes: we are not to wait for that.
  app.stdout.destroy();
  app.stderr.destroy();

  const wasReady = watch.state === 'ready';
  const isFailure = watch.state === 'starting' || (wasReady && isCrash(exit));
  if (isFailure) await killAll();
  signals.stop();
  if (isFailure && !signals.wasTold()) {
    return { failure: { ...exit, wasReady, wasSilent: watch.wasSilent, said: watch.said } };
  }
  watch.release();
  return { exitCode: exitCodeOf(exit) };
}

/** A signal to us is passed on to the app; a second one, or no reaction in time, kills the whole process tree. */
function handOnSignals(app: ChildProcess, killAll: () => void): { wasTold(): boolean; stop(): void } {
  let told = 0;
  let patience: NodeJS.Timeout | undefined;
  const handlers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const handler = () => {
      told += 1;
      if (told > 1) return killAll();
      patience = setTimeout(killAll, GONE_WITHIN_MS);
      app.kill(signal);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return {
    wasTold: () => told > 0,
    stop() {
      clearTimeout(patience);
      for (const off of handlers) off();
    },
  };
}

const CRASHES: readonly string[] = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'];
/** Windows has no signals but exit codes such as `STATUS_ACCESS_VIOLATION`. */
const WINDOWS_CRASHES = 0xc0000000;

function isCrash({ code, signal }: ExitStatus): boolean {
  if (signal !== null) return CRASHES.includes(signal);
  return typeof code === 'number' && code >= WINDOWS_CRASHES;
}

function exitCodeOf({ code, signal }: ExitStatus): number {
  if (signal !== null) return 128 + constants.signals[signal];
  return typeof code === 'number' ? code : 1;
}
