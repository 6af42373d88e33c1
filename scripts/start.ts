import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildApp } from './build-app.ts';
import { buildPages } from './build.ts';
import { orSayWhy } from './or-say-why.ts';
import { getRuntime } from './start/get-runtime.ts';
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
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stream.destroy());

const say = (sentence: string) => console.error(sentence);

/** `npm start`: the desktop app if a window can be opened, else the headless host, which serves the same desk. */
await orSayWhy(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return runHost(['--help']);
  buildPages();
  if (args.includes('--browser')) return runHost(args);
  const whyNot = await openWindow(args);
  if (whyNot === null) return;
  const opens = opener(process.platform, process.env) !== null;
  const instead = opens
    ? 'The desk opens in the browser instead'
    : "Open the desk's link in a browser instead";
  say(`No desktop window: ${whyNot}. ${instead}.`);
  runHost(args.includes('--wait') ? args : [...args, '--wait', WAIT_SECONDS]);
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
  buildApp();
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

function keep(said: string): string {
  mkdirSync(dirname(LAST_WORDS), { recursive: true });
  writeFileSync(LAST_WORDS, said);
  return `; details in ${relative(process.cwd(), LAST_WORDS)}`;
}
