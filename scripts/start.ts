import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildApp } from './build-app.ts';
import { buildPages } from './build-pages.ts';
import { runOrExit } from './run-or-exit.ts';
import { areOptionsValid } from './start/check-options.ts';
import { getRuntime } from './start/get-runtime.ts';
import { ignoreBrokenPipes } from './start/ignore-broken-pipes.ts';
import { openCommand } from './start/open-link.ts';
import { runHost } from './start/run-host.ts';
import { runWindow } from './start/run-window.ts';
import { type DesktopEnvironment, rootWarning, explainFailure, whyNoAttempt } from './start/why-no-window.ts';

const ROOT = join(import.meta.dirname, '..');
/** What a failed app wrote to standard error, for anyone who wants the details. */
const STDERR_LOG = join(ROOT, 'node_modules/.cache/window.log');

const SILENCE_TIMEOUT_MS = 20_000;
/** Virus scanners and macOS inspect a new program before letting it run. */
const FIRST_RUN_TIMEOUT_MS = 60_000;
/** How long the host without a window waits for a failed app to release the data folder. */
const LOCK_WAIT_SECONDS = '10';

// The terminal may be closed at any time: that must not stop a game.
ignoreBrokenPipes();

const say = (sentence: string) => console.error(sentence);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** `npm start`: the desktop app if a window can be opened, otherwise the headless host, which serves the same desk. */
await runOrExit(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return runHost(['--help']);
  if (!areOptionsValid(args)) return;
  buildPages();
  if (args.includes('--browser')) return runHost(args);
  const whyNot = await openWindow(args);
  if (whyNot === null) return;
  const canOpenBrowser = openCommand(process.platform, process.env) !== null;
  const fallback = canOpenBrowser
    ? 'The desk opens in the browser instead'
    : 'Open the desk in a browser instead: its link follows in a moment';
  say(`No desktop window: ${whyNot}. ${fallback}.`);
  runHost(['--wait', LOCK_WAIT_SECONDS, ...args]);
});

/** Runs the app until it exits. Returns null if all went well, otherwise why there is no window. */
async function openWindow(args: readonly string[]): Promise<string | null> {
  const machine = {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
  };
  const whyNoWindow = whyNoAttempt(machine, args);
  if (whyNoWindow !== null) return whyNoWindow;
  const runtime = await getRuntime(ROOT, process.env, say);
  if ('whyNot' in runtime) return runtime.whyNot;
  try {
    buildApp();
  } catch (error) {
    say(messageOf(error));
    return 'it could not be built';
  }
  const { program, isFresh } = runtime;
  const desktop: DesktopEnvironment = { ...machine, program };
  const warning = rootWarning(desktop, args);
  if (warning !== null) say(warning);
  const end = await runWindow({
    program,
    args: [ROOT, ...args],
    env: process.env,
    silenceTimeoutMs: isFresh ? FIRST_RUN_TIMEOUT_MS : SILENCE_TIMEOUT_MS,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
  });
  if ('exitCode' in end) {
    process.exitCode = end.exitCode;
    return null;
  }
  const { failure } = end;
  return `${explainFailure(failure, desktop)}${failure.stderr === '' ? '' : saveStderr(failure.stderr)}`;
}

/** Saves the details and says where. A full or read-only disk is no reason to stop. */
function saveStderr(said: string): string {
  try {
    mkdirSync(dirname(STDERR_LOG), { recursive: true });
    writeFileSync(STDERR_LOG, said);
    return `; details in ${relative(process.cwd(), STDERR_LOG)}`;
  } catch (error) {
    return `; the details could not be saved (${messageOf(error)})`;
  }
}
