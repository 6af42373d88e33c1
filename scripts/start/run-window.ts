import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Environment } from './electron-runtime.ts';
import { type ExitStatus, spawnFailure, waitForExit } from './exit-status.ts';
import { killProcessTree } from './kill-process-tree.ts';
import { StartupMonitor } from './startup-monitor.ts';
import { STARTUP_TOKEN_VARIABLE, readStartupStatus } from './startup-status.ts';

export interface WindowOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Environment;
  /** How long the app may stay silent before its desk is ready, ms. */
  readonly silenceTimeoutMs: number;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** How the app failed. */
export interface WindowFailure extends ExitStatus {
  readonly hasTimedOut: boolean;
  /** The desk had been open. */
  readonly wasReady: boolean;
  /** What it wrote to standard error before it was ready. */
  readonly stderr: string;
}

export type WindowResult = { readonly exitCode: number } | { readonly failure: WindowFailure };

/** How long to wait for the rest of the app's output after it has exited. */
const OUTPUT_GRACE_MS = 1_000;
/** An app that is asked to close does so within 2 s. */
const EXIT_TIMEOUT_MS = 4_000;

/**
 * Runs the desktop app until it exits, and forwards signals to it. It has failed if it exits unannounced before its desk is ready,
 * stays silent for too long, or crashes; in that case none of its processes is left running.
 */
export async function runWindow(options: WindowOptions): Promise<WindowResult> {
  const token = randomUUID();
  let app: App;
  try {
    app = launch(options, token);
  } catch (error) {
    // Some failures are thrown at once, such as Windows' for a file that isn't a program; others come as an event.
    return { failure: { ...spawnFailure(error), wasReady: false, hasTimedOut: false, stderr: '' } };
  }
  return follow(app, token, options);
}

type App = ChildProcessByStdio<null, Readable, Readable>;

function launch({ program, args, env }: WindowOptions, token: string): App {
  return spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    // VS Code's terminals set ELECTRON_RUN_AS_NODE, which turns Electron into plain Node.
    env: { ...env, [STARTUP_TOKEN_VARIABLE]: token, ELECTRON_RUN_AS_NODE: undefined },
  });
}

async function follow(app: App, token: string, options: WindowOptions): Promise<WindowResult> {
  const killAll = async () => (app.pid === undefined ? undefined : killProcessTree(app.pid));
  const monitor = new StartupMonitor({ ...options, onTimeout: () => void killAll() });
  readStartupStatus(app.stdout, token, (status) => monitor.onStatus(status), options.stdout);
  app.stderr.setEncoding('utf8').on('data', (text: string) => monitor.onStderr(text));
  const signals = forwardSignals(app, () => void killAll());
  const exit = await waitForExit(app, OUTPUT_GRACE_MS);
  monitor.close();
  // Something it started, such as a browser, may live on and keep its pipes open: don't wait for that.
  app.stdout.destroy();
  app.stderr.destroy();

  const wasReady = monitor.state === 'ready';
  const isFailure = monitor.state === 'starting' || (wasReady && isCrash(exit));
  if (isFailure) await killAll();
  signals.stop();
  if (isFailure && !signals.wasTold()) {
    return { failure: { ...exit, wasReady, hasTimedOut: monitor.hasTimedOut, stderr: monitor.heldBack } };
  }
  monitor.flush();
  return { exitCode: exitCodeOf(exit) };
}

/** A signal to us is passed on to the app; a second one, or no reaction in time, kills the whole process tree. */
function forwardSignals(app: ChildProcess, killAll: () => void): { wasTold(): boolean; stop(): void } {
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  const handlers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const handler = () => {
      count += 1;
      if (count > 1) return killAll();
      timer = setTimeout(killAll, EXIT_TIMEOUT_MS);
      app.kill(signal);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return {
    wasTold: () => count > 0,
    stop() {
      clearTimeout(timer);
      for (const off of handlers) off();
    },
  };
}

const CRASH_SIGNALS: readonly string[] = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'];
/** Windows has no signals, but exit codes such as `STATUS_ACCESS_VIOLATION`. */
const WINDOWS_CRASH_CODES_FROM = 0xc0000000;

function isCrash({ code, signal }: ExitStatus): boolean {
  if (signal !== null) return CRASH_SIGNALS.includes(signal);
  return typeof code === 'number' && code >= WINDOWS_CRASH_CODES_FROM;
}

function exitCodeOf({ code, signal }: ExitStatus): number {
  if (signal !== null) return 128 + constants.signals[signal];
  return typeof code === 'number' ? code : 1;
}
