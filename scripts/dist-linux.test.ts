/** The packaged app, unpacked from its archive and started; and what else goes into the deb. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { extractAll, extractFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offline, type PackedApp, packApp, ROOT, temporaryFolder } from './dist.harness.ts';

const isLinux = process.platform === 'linux' && process.arch === 'x64';
const elsewhere = isLinux ? '' : ' (not run: this is not Linux on x64)';
const hasOnPath = (program: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const FEED = 'https://example.org/newest.json';

interface ReadyLine {
  url: string;
}

/** Starts an app's main file on plain Node with a stub for Electron; returns its ready line and a function that ends it. */
async function start(
  main: string,
  data: string,
): Promise<{ ready: ReadyLine; end: () => Promise<number | null> }> {
  const register = join(ROOT, 'src/main/electron-stub/register.ts');
  const args = [
    main,
    '--json',
    '--no-mdns',
    '--port',
    '0',
    '--data',
    data,
    `--user-data-dir=${join(data, 'app')}`,
  ];
  const child = spawn(process.execPath, ['--import', pathToFileURL(register).href, ...args], {
    cwd: data,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const [first] = await Promise.race([line, exited.then(() => Promise.reject(new Error(said)))]);
  return {
    ready: JSON.parse(first) as ReadyLine,
    end: async () => {
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}

describe.skipIf(!isLinux)(`the packaged app for Linux${elsewhere}`, { timeout: 60_000 }, () => {
  const folder = temporaryFolder();
  let packed: PackedApp;
  beforeAll(() => {
    packed = packApp('linux', folder.path, '--feed', FEED);
  }, 60_000);
  afterAll(() => folder[Symbol.dispose]());

  it("runs the host and serves the desk outside the project's folder", async () => {
    const [unpacked, data] = [join(folder.path, 'unpacked'), join(folder.path, 'data')];
    extractAll(packed.archive, unpacked);
    mkdirSync(data);
    const { ready, end } = await start(join(unpacked, 'dist/app/main/index.js'), data);
    try {
      const desk = await fetch(`${ready.url}/banker/`);
      expect(desk.status).toBe(200);
      const script = /<script[^>]* src="(?<src>\/[^"]+)"/.exec(await desk.text())?.groups?.['src'] ?? '';
      expect((await fetch(new URL(script, ready.url))).headers.get('content-type')).toContain('javascript');
      expect((await fetch(`${ready.url}/api/v2/games`)).status).toBe(401);
      expect((await fetch(`${ready.url}/docs`)).status).toBe(200);
      expect(existsSync(join(data, 'host.key'))).toBe(true);
    } finally {
      expect(await end()).toBe(0);
    }
  });

  it('has the feed that was built into it', () => {
    const manifest: unknown = JSON.parse(extractFile(packed.archive, 'package.json').toString());
    expect(manifest).toMatchObject({ newerVersionFeed: FEED });
  });

  /** Runs electron-builder on the packaged app as `npm run dist` would for a deb alone. */
  const makeDeb = (env: NodeJS.ProcessEnv) => {
    const prepackaged = join(folder.path, 'prepackaged');
    cpSync(packed.app, prepackaged, { recursive: true });
    const args = ['--linux', 'deb', '--x64', '--prepackaged', prepackaged, '--publish', 'never'];
    const config = [
      '--config',
      'electron-builder.config.ts',
      `-c.directories.output=${join(folder.path, 'deb')}`,
    ];
    const run = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/electron-builder/cli.js'), ...args, ...config],
      { cwd: ROOT, encoding: 'utf8', env: { ...offline(folder.path), ...env } },
    );
    if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
    return prepackaged;
  };

  describe('as a deb', () => {
    let given: string;
    let prepackaged: string;
    const read = (file: string) => readFileSync(join(given, file), 'utf8');
    beforeAll(() => {
      given = join(folder.path, 'given');
      mkdirSync(given);
      prepackaged = makeDeb({
        CUSTOM_FPM_PATH: join(ROOT, 'scripts/fpm.fake.sh'),
        FPM_GIVEN: given,
      });
    }, 60_000);

    it('contains what Ubuntu 24.04 needs to allow its sandbox', () => {
      const profile = readFileSync(join(prepackaged, 'resources/apparmor-profile'), 'utf8');
      expect(profile).toContain('"/opt/Trading Game Night/trading-game-night" flags=(unconfined)');
      expect(profile).toMatch(/^\s*userns,$/m);
      expect(read('after-install')).toContain("'/etc/apparmor.d/trading-game-night'");
      expect(read('after-install')).toContain('apparmor_parser --replace');
      expect(read('after-remove')).toContain('apparmor_parser --remove');
    });

    it('makes the sandbox setuid root if there are no user namespaces', () => {
      expect(read('after-install')).toContain("chmod 4755 '/opt/Trading Game Night/chrome-sandbox'");
    });

    it('has a menu entry with the same name as its windows', () => {
      expect(read('arguments')).toMatch(/=\/usr\/share\/applications\/trading-game-night\.desktop$/m);
      const entry = read('entry.desktop').split('\n');
      expect(entry).toEqual(
        expect.arrayContaining([
          'Name=Trading Game Night',
          'Exec="/opt/Trading Game Night/trading-game-night" %U',
          'Icon=trading-game-night',
          'Categories=Game;',
        ]),
      );
      expect(read('arguments')).toContain('/icons/hicolor/256x256/apps/trading-game-night.png');
    });

    it('names its maintainer and its home page', () => {
      expect(read('arguments')).toMatch(/^--maintainer\n.+ <.+@.+>$/m);
      expect(read('arguments')).toMatch(/^--url\nhttps:/m);
    });
  });

  const hasFpm = hasOnPath('fpm') && hasOnPath('dpkg-deb');
  it.skipIf(!hasFpm)(`is a deb that dpkg can read${hasFpm ? '' : ' (not run: fpm is not installed)'}`, () => {
    makeDeb({ USE_SYSTEM_FPM: 'true' });
    const deb = join(folder.path, 'deb', `trading-game-night-${version()}-linux-amd64.deb`);
    const content = spawnSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' }).stdout;
    expect(content).toContain('./opt/Trading Game Night/chrome-sandbox');
    expect(content).toContain('./opt/Trading Game Night/resources/apparmor-profile');
    expect(content).toContain('./usr/share/applications/trading-game-night.desktop');
    const fields = spawnSync('dpkg-deb', ['--field', deb], { encoding: 'utf8' }).stdout;
    expect(fields).toMatch(/^Package: trading-game-night$/m);
    expect(fields).toMatch(/^Architecture: amd64$/m);
  });
});

function version(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}
