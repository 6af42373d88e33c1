/** `npm start` as on a fresh laptop: a separate checkout, a mirror on loopback, and scripts instead of Electron's program. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inLongForm, shortOrAll } from './long-form.fixtures.ts';
import { type Clone, expectRuntime, makeClone } from './start/clone.harness.ts';
import { requiredVersion } from './start/electron-runtime.ts';
import { type MirrorBehaviour, type Mirror, runtimeZip, startMirror } from './start/mirror.harness.ts';
import { ABORTING_SCRIPT, workingScript, installRuntime } from './start/runtime-scripts.fixtures.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const SKIPPED_ON_WINDOWS =
  process.platform === 'win32' ? ' (not run on Windows: a script stands in for Electron)' : '';
const SLOW = { timeout: 90_000 };
/** An evening as an earlier version wrote it. */
const FROZEN_EVENING = join(import.meta.dirname, '../src/host/storage/frozen/database-5.sqlite3');

let clone: Clone;
let home: string;
let mirror: Mirror | null = null;
let children: ChildProcessByStdio<null, Readable, Readable>[] = [];
beforeAll(() => {
  clone = makeClone();
});
afterAll(() => clone.dispose());
beforeEach(() => {
  home = makeTemporaryFolder('home-');
});
afterEach(async () => {
  mirror?.close();
  mirror = null;
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await stop(child);
  children = [];
  removeFolder(home);
  for (const name of ['dist', 'path.txt']) removeFolder(join(clone.electron, name));
});

interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly errors: () => string;
  readonly output: () => string;
}

function start(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [join(clone.path, 'scripts/start.ts'), ...args], {
    cwd: clone.path,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: ':99',
      XDG_DATA_HOME: join(home, 'share'),
      XDG_CONFIG_HOME: join(home, 'config'),
      LOCALAPPDATA: join(home, 'local'),
      APPDATA: join(home, 'roaming'),
      HOME: home,
      electron_config_cache: join(home, 'cache'),
      ...(mirror !== null && { ELECTRON_MIRROR: mirror.url }),
      ...env,
    },
  });
  children.push(child);
  let errors = '';
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  return { child, errors: () => errors, output: () => output };
}

/** No test in this file announces itself on the network; root needs Electron's switch. */
const QUIET = ['--json', '--no-mdns', '--port', '0', '--no-sandbox'];

async function ready({ child, errors }: Started): Promise<{ url: string; pid: number }> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(errors())));
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const [text] = await Promise.race([line, ended]);
  return JSON.parse(text) as { url: string; pid: number };
}

async function stop(child: Started['child']): Promise<number | null> {
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGTERM');
  return (await exited)[0];
}

async function startMirrorFor(behaviour: MirrorBehaviour): Promise<void> {
  const version = requiredVersion(clone.path) ?? '';
  mirror = await startMirror(await runtimeZip(version, workingScript(clone)), behaviour);
  expectRuntime(clone, `electron-v${version}-${process.platform}-${process.arch}.zip`, mirror.sha256);
}

const answers = async (url: string) => (await fetch(`${url}/banker/`)).status;

describe.skipIf(SKIPPED_ON_WINDOWS !== '')(`a start with a window${SKIPPED_ON_WINDOWS}`, SLOW, () => {
  it('downloads the runtime, opens the window with the desk in it, and passes signals on', async () => {
    await startMirrorFor('good');
    const started = start(QUIET);
    const { url } = await ready(started);
    expect(started.errors()).toContain('Downloading Electron for the desktop window');
    await expect.poll(started.errors).toContain(`window loads ${url}/banker/#ticket=`);
    expect(await answers(url)).toBe(200);
    expect(await stop(started.child)).toBe(0);
  });

  it('prints one sentence and exits with 0 if the app is already open', async () => {
    installRuntime(clone, workingScript(clone));
    const second = start(QUIET, { ELECTRON_STUB_SECOND_INSTANCE: '1' });
    const [code] = (await once(second.child, 'close')) as [number];
    expect({ code, output: second.output() }).toEqual({ code: 0, output: '' });
    expect(second.errors()).toContain('is already open');
    expect(second.errors()).not.toContain('No desktop window');
  });

  inLongForm(() => {
    it('finds the evenings of an earlier version in the checkout, and moves them', async () => {
      installRuntime(clone, workingScript(clone));
      cpSync(FROZEN_EVENING, join(clone.path, 'data/games.sqlite3'));
      const started = start(QUIET);
      await ready(started);
      expect(started.errors()).toContain(
        `Your evenings have been moved from ${join(clone.path, 'data')} to ${home}`,
      );
      expect(existsSync(join(clone.path, 'data'))).toBe(false);
    });
  });

  it('downloads nothing next time, and keeps its evenings in the same place as the headless host', async () => {
    await startMirrorFor('good');
    installRuntime(clone, workingScript(clone));
    const first = start(QUIET);
    await ready(first);
    expect(mirror?.requests).toEqual([]);
    await stop(first.child);
    const second = start([...QUIET, '--browser']);
    await ready(second);
    const data = join(home, 'share/trading-game-night/data');
    expect(existsSync(join(data, 'games.sqlite3'))).toBe(process.platform === 'linux');
    expect(second.errors()).not.toContain('No desktop window');
  });
});

describe.skipIf(SKIPPED_ON_WINDOWS !== '')(`a start without a window${SKIPPED_ON_WINDOWS}`, SLOW, () => {
  it.each(
    shortOrAll([
      ['missing', 'Electron could not be downloaded: the server answered 404'],
      ['cut-off', 'Electron could not be downloaded: the connection was lost'],
    ] as const),
  )('because the runtime is %s prints one sentence and serves the same desk', async (behaviour, why) => {
    await startMirrorFor(behaviour);
    const started = start(QUIET);
    const { url } = await ready(started);
    expect(started.errors()).toContain(`No desktop window: ${why}.`);
    expect(await answers(url)).toBe(200);
    expect(await stop(started.child)).toBe(0);
  });

  it('because Electron aborts says what to do, and saves its output', async () => {
    installRuntime(clone, ABORTING_SCRIPT);
    const started = start(QUIET);
    const { url } = await ready(started);
    expect(started.errors()).toMatch(
      /No desktop window: this Linux system does not allow Electron's sandbox \(install the deb package, or run: sudo chown root:root .*chrome-sandbox/,
    );
    expect(started.errors()).not.toContain('FATAL');
    expect(existsSync(join(clone.path, 'node_modules/.cache/window.log'))).toBe(true);
    expect(await answers(url)).toBe(200);
  });

  inLongForm(() => {
    it('because Ctrl-C cancelled the download carries on in the browser', async () => {
      await startMirrorFor('silent');
      const started = start(QUIET);
      await expect.poll(() => mirror?.requests.length, { timeout: 30_000 }).toBe(1);
      started.child.kill('SIGINT');
      const { url } = await ready(started);
      expect(started.errors()).toContain('Electron could not be downloaded: it was cancelled.');
      expect(await answers(url)).toBe(200);
    });
  });
});

describe.skipIf(SKIPPED_ON_WINDOWS !== '')(`a start when things go wrong${SKIPPED_ON_WINDOWS}`, SLOW, () => {
  inLongForm(() => {
    it("serves the desk even if the failed window's output cannot be saved", async () => {
      installRuntime(clone, ABORTING_SCRIPT);
      const cache = join(clone.path, 'node_modules/.cache');
      removeFolder(cache);
      writeFileSync(cache, 'no folder');
      try {
        const started = start(QUIET);
        expect(await answers((await ready(started)).url)).toBe(200);
        expect(started.errors()).toContain(
          "No desktop window: this Linux system does not allow Electron's sandbox",
        );
      } finally {
        removeFolder(cache);
      }
    });
  });

  inLongForm(() => {
    it('serves the desk even if the app cannot be built', async () => {
      installRuntime(clone, workingScript(clone));
      const away = ['node_modules/electron-vite', 'dist/app']
        .map((name) => join(clone.path, name))
        .filter((path) => existsSync(path));
      for (const path of away) renameSync(path, `${path}.away`);
      try {
        const started = start(QUIET);
        expect(await answers((await ready(started)).url)).toBe(200);
        expect(started.errors()).toContain('No desktop window: it could not be built');
      } finally {
        for (const path of away) renameSync(`${path}.away`, path);
      }
    });
  });

  it.each(shortOrAll(['SIGTERM', 'SIGHUP'] as const))(
    'leaves nothing behind if %s ends it during the download',
    async (signal) => {
      await startMirrorFor('stops-midway');
      const temporary = join(home, 'tmp');
      mkdirSync(temporary);
      const started = start(QUIET, { TMPDIR: temporary });
      await expect.poll(() => readdirSync(temporary), { timeout: 30_000 }).toHaveLength(1);
      started.child.kill(signal);
      // The downloading process keeps our end of the pipe open for as long as it runs.
      const [, by] = (await once(started.child, 'close')) as [number | null, NodeJS.Signals];
      expect(by).toBe(signal);
      expect(started.output()).toBe('');
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  inLongForm(() => {
    it('downloads the runtime even if nobody reads the progress', async () => {
      await startMirrorFor('slow-but-steady');
      const started = start(QUIET);
      await once(started.child.stderr, 'data');
      started.child.stderr.destroy();
      await ready(started);
      expect(existsSync(join(clone.electron, 'path.txt'))).toBe(true);
    });
  });
});

describe('the host alone', SLOW, () => {
  it('keeps running under its launcher if nobody reads its output', async () => {
    const data = join(home, 'evenings');
    const host = spawn(
      process.execPath,
      [join(clone.path, 'scripts/host.ts'), '--no-mdns', '--port', '0', '--data', data],
      { cwd: clone.path, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DISPLAY: '' } },
    );
    children.push(host);
    host.stdout.destroy();
    await expect.poll(() => existsSync(join(data, 'logs/host.log')), { timeout: 30_000 }).toBe(true);
    await expect
      .poll(() => readFileSync(join(data, 'logs/host.log'), 'utf8'), { timeout: 30_000 })
      .toContain('the host is up');
    expect(await stop(host)).toBe(0);
  });
});

describe('a start', SLOW, () => {
  it('with an invalid option says which, and builds and downloads nothing', async () => {
    await startMirrorFor('good');
    const wrong = start(['--brwoser']);
    const [code] = (await once(wrong.child, 'close')) as [number];
    expect({ code, said: wrong.errors() }).toEqual({
      code: 2,
      said: "Unknown option '--brwoser'. See npm start -- --help.\n",
    });
    expect(mirror?.requests).toEqual([]);
  });

  it('before npm ci says what to do first', async () => {
    const bare = makeTemporaryFolder('bare-');
    mkdirSync(join(bare, 'scripts'));
    cpSync(join(clone.path, 'scripts/run-installed.mjs'), join(bare, 'scripts/run-installed.mjs'));
    const child = spawn(process.execPath, [join(bare, 'scripts/run-installed.mjs'), 'start.ts'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = await textOf(child.stderr);
    expect(said).toBe(
      'The packages are not installed yet. Run "npm ci" first, with an internet connection.\n',
    );
    removeFolder(bare);
  });

  inLongForm(() => {
    it('with --browser opens no window and downloads nothing', async () => {
      await startMirrorFor('good');
      const started = start([...QUIET, '--browser']);
      const { url } = await ready(started);
      expect(await answers(url)).toBe(200);
      expect(mirror?.requests).toEqual([]);
      expect(started.errors()).not.toContain('No desktop window');
    });
  });

  inLongForm(() => {
    it.each(shortOrAll([{ DISPLAY: '' }, { DISPLAY: '', WAYLAND_DISPLAY: '' }]))(
      'with %j downloads nothing either',
      async (env) => {
        if (process.platform !== 'linux') return;
        await startMirrorFor('good');
        const started = start(QUIET, env);
        await ready(started);
        expect(started.errors()).toContain(
          'No desktop window: there is no display. Open the desk in a browser',
        );
        expect(mirror?.requests).toEqual([]);
      },
    );
  });

  it('with --help prints the options and exits 0', async () => {
    const help = start(['--help']);
    const [code] = (await once(help.child, 'close')) as [number];
    expect(code).toBe(0);
    expect(help.output()).toContain('Usage: npm start -- [options]');
    expect(help.errors()).toBe('');
  });
});
