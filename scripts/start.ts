import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildApp } from './build-app.ts';
import { buildPages } from './build.ts';
import { orSayWhy } from './or-say-why.ts';
import { areOptionsValid } from './start/check-options.ts';
import { getRuntime } from './start/get-runtime.ts';
import { guardStreams } from './start/guard-streams.ts';
import { opener } from './start/open-link.ts';
import { runHost } from './start/run-host.ts';
import { runWindow } from './start/run-window.ts';
import { type Desktop, warningAsRoot, whyItFailed, whyNotEvenTried } from './start/why-no-window.ts';

const ROOT = join(import.meta.dirname, '..');
/** What a failed app wrote to standard error, for those who want the details. */
const LAST_WORDS = join(ROOT, 'node_modules/.cache/window.log');

const SILENCE_MS = 20_000;
/** Virus scanners and macOS inspect a new program before it may run. */
const FIRST_SILENCE_MS = 60_000;
/** How long the host without a window waits for a failed app to release the data folder. */
const WAIT_SECONDS = '10';

// The terminal may have been closed by now: that must not stop a game.
guardStreams();

const say = (sentence: string) => console.error(sentence);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** `npm start`: the desktop app if a window can be opened, else the headless host, which serves the same desk. */
await orSayWhy(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return runHost(['--help']);
  if (!areOptionsValid(args)) return;
  buildPages();
  if (args.includes('--browser')) return runHost(args);
  const whyNot = await openWindow(args);
  if (whyNot === null) return;
  const opens = opener(process.platform, process.env) !== null;
  const instead = opens
    ? 'The desk opens in the browser instead'
    : "Open the desk's link in a browser instead";
  say(`No desktop window: ${whyNot}. ${instead}.`);
  runHost(['--wait', WAIT_SECONDS, ...args]);
});

/** Runs the app until it ends. Returns null when all went well, else why there is no window. */
async function openWindow(args: readonly string[]): Promise<string | null> {
  const machine = {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
  };
  const useless = whyNotEvenTried(machine, args);
  if (useless !== null) return useless;
  const runtime = await getRuntime(ROOT, process.env, say);
  if ('whyNot' in runtime) return runtime.whyNot;
  try {
    buildApp();
  } catch (error) {
    say(messageOf(error));
    return 'it could not be built';
  }
  const { program, isFresh } = runtime;
  const desktop: Desktop = { ...machine, program };
  const warning = warningAsRoot(desktop, args);
  if (warning !== null) say(warning);
  const end = await runWindow({
    program,
    args: [ROOT, ...args],
    env: process.env,
    patienceMs: isFresh ? FIRST_SILENCE_MS : SILENCE_MS,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
  });
  if ('exitCode' in end) {
    process.exitCode = end.exitCode;
    return null;
  }
  const { failure } = end;
  return `${whyItFailed(failure, desktop)}${failure.said === '' ? '' : keep(failure.said)}`;
}

/** A disk that is full or may not be written stops nothing. */
function keep(said: string): string {
  try {
    mkdirSync(dirname(LAST_WORDS), { recursive: true });
    writeFileSync(LAST_WORDS, said);
    return `; details in ${relative(process.cwd(), LAST_WORDS)}`;
  } catch (error) {
    return `; the details could not be saved (${messageOf(error)})`;
  }
}
