/** The app as electron-vite builds it, run on plain Node with a stand-in for Electron's runtime. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const APP = join(ROOT, 'dist/app');
const REGISTER = join(import.meta.dirname, 'stand-in/register.ts');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'night-app-'));
  const build = spawnSync(process.execPath, [join(ROOT, 'scripts/build-app.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(build.stderr);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  ready: { ready: true; url: string; banker_url: string };
  said: () => string;
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

async function launch(...args: string[]): Promise<Running> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      REGISTER,
      join(APP, 'main/index.js'),
      '--json',
      '--no-mdns',
      '--port',
      '0',
      '--data',
      folder,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, STAND_IN_USER_DATA: folder } },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exited = once(child, 'exit');
  const first = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const [line] = await Promise.race([first, exited.then(() => Promise.reject(new Error(said)))]);
  return {
    ready: JSON.parse(line) as Running['ready'],
    said: () => said,
    end: async (signal) => {
      child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

describe('the built app', { timeout: 60_000 }, () => {
  it('serves the host it embeds, loads the desk by a ticket on loopback and leaves on SIGTERM', async () => {
    const { ready, said, end } = await launch();
    try {
      expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(said()).toContain(`window loads ${ready.url}/banker/#ticket=`);
      expect((await fetch(`${ready.url}/api/v2/games`)).status).toBe(401);
    } finally {
      expect(await end('SIGTERM')).toBe(0);
    }
  });

  it('lets simulated players in with --demo', async () => {
    const { ready, said, end } = await launch('--demo', '3');
    try {
      await expect.poll(said, { timeout: 20_000 }).toContain('with 3 simulated players');
      expect((await fetch(`${ready.url}/api/v2/games`)).status).toBe(401);
    } finally {
      expect(await end('SIGTERM')).toBe(0);
    }
  });

  it('says in one sentence why it cannot start, and leaves when the banker has had enough', async () => {
    const running = await launch();
    try {
      await expect(launch()).rejects.toThrow(/asked: .*/);
    } finally {
      await running.end('SIGTERM');
    }
  });

  it('has a preload for the sandbox: CommonJS that requires Electron only', () => {
    const preload = readFileSync(join(APP, 'preload/index.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"']);
    expect(preload).not.toMatch(/^\s*(import|export)\s/m);
  });
});
