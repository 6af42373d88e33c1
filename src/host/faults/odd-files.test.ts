/** Whatever lies under the names of the host's own files when it starts: it never hangs, and says which file is in the way. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inLongForm, shortOrAll } from '../../../scripts/long-form.fixtures.ts';
import { backupsFolder, listBackups } from '../storage/backups/backup-files.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { callText, TestHost } from '../test-host.harness.ts';

const PROGRAM = join(import.meta.dirname, 'start-each.harness.ts');
/** Enough for all starts of a test; one that hangs would take for ever. */
const PATIENCE_MS = 60_000;
const BACKUP = 'the newest backup';
/** By name: a game's code may look like one (ECRSPF). */
const ERROR_CODE = new RegExp(String.raw`\b(?:${Object.keys(constants.errno).join('|')})\b`);
/** A user without any rights, on every Unix. */
const NOBODY = 65_534;
const FILES = [
  'host.key',
  'host.lock',
  'host.lock-journal',
  'games.sqlite3',
  'games.sqlite3-wal',
  'games.sqlite3-shm',
  'games.sqlite3-journal',
  'games.sqlite3.incomplete',
  'heads.json',
  'heads.json.new',
  'issued-ids.json',
  'issued-ids.json.new',
  'wifi.json',
  'wifi.json.new',
  'running.json',
  'running.json.new',
  'backups',
  BACKUP,
  'logs',
  'logs/host.log',
  'languages/nl.json',
];

let place: ReturnType<typeof temporaryFolder>;
/** A folder in which an evening has been. */
let evening: string;
beforeAll(async () => {
  place = temporaryFolder();
  evening = join(place.path, 'evening');
  const testHost = new TestHost();
  const host = await testHost.start({ port: 0, dataFolder: evening });
  await callText(host, '/games', { name: 'Night' });
  await callText(host, '/backups', {});
  await host.close();
  await testHost.close();
});
afterAll(() => place.dispose());

interface Outcome {
  readonly file: string;
  readonly outcome: 'starting' | 'started' | 'refused';
  readonly message?: string;
  readonly warnings?: readonly string[];
}

/** Starts a host for each file, in a copy of the evening in which `put` has put something in its place. */
function startWith(put: (path: string) => void, user?: number): Outcome[] {
  const folders = FILES.map((file, index) => {
    const folder = join(place.path, String(index));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    cpSync(evening, folder, { recursive: true });
    const [newest] = listBackups(folder);
    const path = file === BACKUP ? join(backupsFolder(folder), newest?.name ?? '') : join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    put(path);
    if (user !== undefined) execFileSync('chown', ['-R', String(user), folder]);
    return folder;
  });
  const { stdout } = spawnSync(process.execPath, [PROGRAM, ...folders], {
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(user !== undefined && { uid: user }),
  });
  const outcomes = new Map<string, Outcome>();
  for (const line of stdout.split('\n').filter((one) => one !== '')) {
    const { folder, ...outcome } = JSON.parse(line) as Outcome & { readonly folder: string };
    outcomes.set(folder, { ...outcome, file: FILES[folders.indexOf(folder)] ?? '' });
  }
  return [...outcomes.values()];
}

/** A start or a sentence for each file: which one is in the way, and what to do with it. */
function expectWords(outcomes: readonly Outcome[]): void {
  expect(outcomes.map(({ file }) => file)).toEqual(FILES);
  for (const { file, message = '' } of outcomes.filter(({ outcome }) => outcome !== 'started')) {
    expect(message).toContain(`/${file} `);
    expect(message).toMatch(/\. (Put|Allow|Move)|[a-z], or move this away/);
  }
  for (const words of outcomes.flatMap(({ warnings = [] }) => warnings)) {
    expect(words).not.toMatch(ERROR_CODE);
    expect(words).not.toContain('The reason is in the log');
  }
}

const refusedOf = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap(({ file, outcome }) => (outcome === 'started' ? [] : file));

function inPlace(put: (path: string) => void): (path: string) => void {
  return (path) => {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    put(path);
  };
}
const makePipe = (path: string) => void execFileSync('mkfifo', [path]);

const isWindows = process.platform === 'win32';
const note = isWindows ? ' (not run on Windows: it has no pipes with a name)' : '';
const SLOW = { timeout: 2 * PATIENCE_MS };

describe.skipIf(isWindows)(`a start${note}`, () => {
  // What whoever reads it waits for, for ever, stands for the others.
  it.each(
    shortOrAll([
      { what: 'a pipe', put: makePipe, refused: ['host.key'] },
      { what: 'a folder', put: (path: string) => mkdirSync(path), refused: ['host.key'] },
      {
        what: 'a link to a device',
        put: (path: string) => symlinkSync('/dev/zero', path),
        refused: ['host.key', 'games.sqlite3', 'games.sqlite3-wal'],
      },
      {
        // As root: a file to look at, and whoever reads it waits for ever.
        what: 'a link to the messages of the kernel',
        put: (path: string) => symlinkSync('/proc/kmsg', path),
        refused: ['host.key', 'games.sqlite3', 'games.sqlite3-wal'],
      },
      {
        what: 'a link to itself',
        put: (path: string) => symlinkSync(path, path),
        refused: ['host.key', 'games.sqlite3', 'games.sqlite3-wal'],
      },
      {
        what: 'a link to nothing',
        put: (path: string) => symlinkSync('nothing', path),
        refused: ['host.key', 'games.sqlite3', 'games.sqlite3-wal'],
      },
    ]),
  )('with $what in the place of any of its files goes on, or says what to do', SLOW, ({ put, refused }) => {
    const outcomes = startWith(inPlace(put));
    expect(refusedOf(outcomes)).toEqual(refused);
    expectWords(outcomes);
  });

  inLongForm(() => {
    it('with a file that this user may not read goes on, or says what to do', SLOW, () => {
      // Root may read everything, so root starts it as somebody else.
      const user = process.getuid?.() === 0 ? NOBODY : undefined;
      chmodSync(place.path, 0o755);
      const close = (path: string) => {
        if (!existsSync(path)) writeFileSync(path, '');
        chmodSync(path, 0);
      };
      const outcomes = startWith(close, user);
      expect(refusedOf(outcomes)).toEqual(['host.key', 'games.sqlite3', 'games.sqlite3-wal']);
      expectWords(outcomes);
    });
  });
});
