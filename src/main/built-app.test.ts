import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inLongForm, shortOrAll } from '../../scripts/long-form.fixtures.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';
import { APP, buildApp, RunningApp } from './built-app.harness.ts';

beforeAll(buildApp, 60_000);

let temporary: ReturnType<typeof temporaryFolder>;
let folder = '';
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.path;
});
let app: RunningApp | null = null;
afterEach(async () => {
  await app?.kill('SIGKILL');
  app = null;
  temporary.dispose();
});

const start = async (...options: string[]) => (app = await RunningApp.start(folder, ...options));
const hostLog = () => readFileSync(join(folder, 'logs/host.log'), 'utf8');

/** A game in progress; resolves with its code. */
async function startGame(running: RunningApp): Promise<string> {
  const { game_code: code } = (await running.post('/games', { name: 'Camp night' })) as { game_code: string };
  await running.post(`/games/${code}/start`, {});
  return code;
}

describe('the built app', { timeout: 60_000 }, () => {
  it('opens a window at once, without hardware acceleration, runs the host, loads the desk with a ticket, and ends', async () => {
    const running = await start();
    const { ready, output } = running;
    expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const [first, second] = output()
      .split('\n')
      .filter((line) => line.startsWith('window loads'));
    expect(first).toContain('Opening the desk');
    expect(second).toContain(`window loads ${ready.url}/banker/#ticket=`);
    expect(output().indexOf('no hardware acceleration')).toBeLessThan(output().indexOf('window loads'));
    expect((await fetch(`${ready.url}/api/v2/games`)).status).toBe(401);
    running.send('quit');
    expect(await running.exited()).toBe(0);
  });

  inLongForm(() => {
    it('lets simulated players in with --demo', async () => {
      const { ready, output } = await start('--demo', '3');
      await expect.poll(output, { timeout: 20_000 }).toContain('with 3 simulated players');
      expect((await fetch(`${ready.url}/api/v2/games`)).status).toBe(401);
    });
  });

  it('says over its window in one sentence why it cannot start, and exits if the banker gives up', async () => {
    await start();
    await expect(RunningApp.start(folder)).rejects.toThrow(/window shown\n.*\nasked: .*is in use/);
  });

  it('has a preload for the sandbox: CommonJS that requires Electron only', () => {
    const preload = readFileSync(join(APP, 'preload/index.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"']);
    expect(preload).not.toMatch(/^\s*(import|export)\s/m);
  });
});

inLongForm(() => {
  describe('a terminal that is closed', { timeout: 60_000 }, () => {
    it.skipIf(process.platform !== 'linux')(
      "neither ends the evening nor keeps the CPU busy (NOT RUN without Linux's /proc)",
      async () => {
        const running = await start();
        running.process.stderr?.destroy();
        running.process.stdout?.destroy();
        running.send('second-start');
        running.send('gpu-gone');
        await expect.poll(hostLog).toContain('the GPU process is gone: crashed, exit code 139');
        expect((await fetch(`${running.ready.url}/api/v2/games`)).status).toBe(401);

        let before = -Infinity;
        const used = () => {
          const now = running.cpuMs();
          const since = now - before;
          before = now;
          return since;
        };
        // Between two readings an endless loop uses all the CPU time, an idle host next to none.
        await expect.poll(used, { interval: 400, timeout: 10_000 }).toBeLessThan(60);
        expect(hostLog().split('\n').length).toBeLessThan(20);
        expect(await running.kill('SIGTERM')).toBe(0);
      },
    );
  });
});

describe('the background', { timeout: 60_000 }, () => {
  it('offers the desk, the board and Quit from the tray icon', async () => {
    const running = await start();
    running.send('tray Open the board');
    await expect.poll(running.output).toContain('window shown');
    expect(running.output()).not.toContain('/board/');
    await startGame(running);
    running.send('tray Open the board');
    await expect.poll(running.output).toContain(`window loads ${running.ready.url}/board/#ticket=`);
    running.send('answer 1');
    running.send('tray Quit');
    expect(await running.exited()).toBe(0);
    expect(running.output()).toContain('asked: A game is running');
  });

  it('shows the number of requests in the badge and title, and notifies while the desk is hidden', async () => {
    const running = await start();
    const code = await startGame(running);
    running.send('answer 0');
    running.send('close');
    await expect.poll(running.output).toContain('window hidden');
    const seat = { player_name: 'Anna', team_number: 1 };
    const { player_id: playerId } = (await running.post(`/games/${code}/players`, seat)) as {
      player_id: number;
    };
    const wish = { player_id: playerId, building_type: 'farm' };
    await running.post(`/challenges/${code}/request`, wish);
    await expect.poll(running.output).toContain('notification: 1 request is waiting');
    expect(running.output()).toContain('window is called (1) Trading Game Night');
    // On Windows it is an overlay on the taskbar button.
    expect(running.output()).toMatch(/badge 1\n|overlay: 1 request is waiting\n/);
  });
});

describe('quitting', { timeout: 60_000 }, () => {
  const noSignals = process.platform === 'win32';
  it.skipIf(noSignals).each(shortOrAll(['SIGTERM', 'SIGINT', 'SIGHUP'] as const))(
    'saves the position of the window on %s (NOT RUN on Windows, which has no signals)',
    async (signal) => {
      expect(await (await start()).kill(signal)).toBe(0);
      expect(readFileSync(join(folder, 'app/desk-window.json'), 'utf8')).toContain('"width":1280');
    },
  );

  it("never blocks the system's shutdown, even while a game is running", async () => {
    const running = await start();
    await startGame(running);
    running.send('shutdown');
    expect(await running.exited()).toBe(0);
    expect(running.output()).toContain('shutdown waits');
    expect(running.output()).not.toContain('asked');
    expect(readFileSync(join(folder, 'app/desk-window.json'), 'utf8')).toContain('"width":1280');
  });

  inLongForm(() => {
    it('is not stopped by a folder in the place of the window position, which is set aside', async () => {
      mkdirSync(join(folder, 'app/desk-window.json'), { recursive: true });
      const running = await start();
      running.send('quit');
      expect(await running.exited()).toBe(0);
      expect(hostLog()).toContain("the window's position could not be read");
      expect(readFileSync(join(folder, 'app/desk-window.json'), 'utf8')).toContain('"width":1280');
    });
  });

  it('asks over the desk while a game is running; a second start brings the desk back from the background', async () => {
    const running = await start();
    await startGame(running);
    running.send('answer 0');
    running.send('close');
    await expect.poll(running.output).toContain('notification: The evening goes on');
    expect(running.output()).toMatch(/asked: A game is running[^]*window hidden/);
    running.send('second-start');
    await expect.poll(running.output).toMatch(/window hidden[^]*app focused[^]*window shown/);
    expect((await fetch(`${running.ready.url}/api/v2/games`)).status).toBe(401);
  });

  it('offers to start again after an uncaught error, and logs it', async () => {
    const running = await start();
    running.send('throw');
    expect(await running.exited()).toBe(1);
    expect(running.output()).toContain('asked: The part of this app that runs the game has stopped.');
    expect(hostLog()).toContain('thrown by a test');
    expect(readFileSync(join(folder, 'app/desk-window.json'), 'utf8')).toContain('"width":1280');
  });
});
