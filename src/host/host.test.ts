import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import type { HostWarning } from '../protocol/host-info.ts';
import type { Host } from './host.ts';
import type { Interfaces } from './lan/addresses.ts';
import { REFRESH_MS } from './lan/lan.ts';
import { TestSocket } from './live/test-socket.harness.ts';
import { callText, TestHost, type Joined, type CreatedGame, WIFI } from './test-host.harness.ts';
import { createManualClock } from './time/manual-clock.fake.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Makes a call as the owner; the response gets the type the test expects. */
async function call<T>(host: Host, path: string, body?: object): Promise<T> {
  return JSON.parse(await callText(host, path, body)) as T;
}

let testHost: TestHost;
beforeEach(() => {
  testHost = new TestHost();
});
afterEach(() => testHost.close());

interface HostInfo {
  readonly join_urls: readonly string[];
  readonly chosen: string | null;
  readonly warnings: readonly HostWarning[];
}

async function makeGame(host: Host): Promise<CreatedGame> {
  return call<CreatedGame>(host, '/games', { name: 'Camp night' });
}

function bankerSocket(host: Host, game: CreatedGame, headers: Record<string, string> = {}): TestSocket {
  return new TestSocket(`ws://127.0.0.1:${host.port}/ws/${game.game_code}/${game.banker_id}`, {
    headers: { authorization: `Bearer ${host.ownerToken}`, ...headers },
  });
}

/** The status of a bare request with these headers. */
async function statusFor(host: Host, headers: Record<string, string>): Promise<number | undefined> {
  const asking = request({ port: host.port, host: '127.0.0.1', path: '/api/v2/host', headers }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe('port and data', () => {
  it('come back after a restart: port, owner token, seats and games', async () => {
    const first = await testHost.start({ port: await freePort() });
    const game = await makeGame(first);
    const anna = await call<Joined>(first, `/games/${game.game_code}/players`, { player_name: 'Anna' });
    await first.close();

    const second = await testHost.start();
    expect(second.port).toBe(first.port);
    expect(second.ownerToken).toBe(first.ownerToken);
    const { items } = await call<{ items: { player_id: number }[] }>(
      second,
      `/games/${game.game_code}/players`,
    );
    expect(items.map(({ player_id: id }) => id)).toContain(anna.player_id);
  });

  it('belong to one host: a second one refuses to start and says why in one sentence', async () => {
    await testHost.start({ port: 0 });
    const second = testHost.start({ port: 0 });
    await expect(second).rejects.toMatchObject({ name: 'StartError', exitCode: 6 });
    await expect(second).rejects.toThrow(
      /^.+games\.sqlite3 is in use: another host is running\. Close that one first\.$/,
    );
  });

  it(
    'move to the next port if another program has taken ours, and the desk is warned',
    { timeout: 20_000 },
    async () => {
      const first = await testHost.start({ port: await freePort() });
      await first.close();
      await testHost.occupyPort(first.port);
      const second = await testHost.start();
      expect(second.port).not.toBe(first.port);
      expect(second.warnings()).toContainEqual(expect.stringContaining(`Port ${first.port} is not free`));
      const { warnings } = await call<HostInfo>(second, '/host');
      expect(warnings.map(({ detail }) => detail)).toEqual([...second.warnings()]);
      expect(warnings).toContainEqual(
        expect.objectContaining({
          code: 'port_taken',
          params: { wanted: first.port, port: second.port },
          about_games: false,
        }),
      );
    },
  );

  it('are released after a failed start', async () => {
    const taken = await testHost.occupyPort();
    await expect(testHost.start({ port: taken })).rejects.toMatchObject({ exitCode: 3 });
    await expect(testHost.start({ port: 0 })).resolves.toBeDefined();
  });

  it('give a clear error if the data folder cannot be used', async () => {
    const inAFile = join(testHost.folder, 'a-file');
    writeFileSync(inAFile, '');
    await expect(testHost.start({ dataFolder: inAFile, port: 0 })).rejects.toMatchObject({ exitCode: 4 });
  });
});

describe('closing', () => {
  it('closes sockets with 4001 and is not held up by one that is asleep', async () => {
    const host = await testHost.start({ port: 0 });
    const game = await makeGame(host);
    const awake = bankerSocket(host, game);
    const asleep = bankerSocket(host, game);
    await Promise.all([awake.welcome(), asleep.welcome()]);
    asleep.webSocket.pause();
    const halfOpen = connect(host.port, '127.0.0.1');
    halfOpen.on('error', () => halfOpen.destroy());
    await once(halfOpen, 'connect');

    const begun = performance.now();
    await host.close();
    expect(performance.now() - begun).toBeLessThan(2_500);
    await awake.closed();
    expect(awake.closeCode).toBe(4001);
    asleep.terminate();
    await expect(statusFor(host, {})).rejects.toThrow('ECONNREFUSED');
  });

  it('may be requested twice', async () => {
    const host = await testHost.start({ port: 0 });
    await Promise.all([host.close(), host.close()]);
    await expect(host.close()).resolves.toBeUndefined();
  });
});

describe('addresses', () => {
  it('become the join links, never including loopback', async () => {
    const host = await testHost.start({ port: 0 });
    expect(host.joinUrls()).toEqual([`http://192.168.1.20:${host.port}`]);
    const lonely = new TestHost();
    try {
      const offline = await lonely.start({ port: 0, interfaces: () => ({}) });
      expect(offline.joinUrls()).toEqual([]);
      expect(offline.warnings()).toContainEqual(expect.stringContaining('not on any network'));
    } finally {
      await lonely.close();
    }
  });

  it('stay as they were while the system cannot list them, and that is not called "no network"', async () => {
    const clock = createManualClock();
    let code: string | null = null;
    const interfaces = () => {
      if (code !== null) throw Object.assign(new Error('uv_interface_addresses'), { code });
      return WIFI;
    };
    const host = await testHost.start({ port: 0, clock, interfaces });
    for (code of ['EMFILE', 'ENFILE', 'EACCES']) {
      clock.advance(2 * REFRESH_MS);
      expect(host.joinUrls()).toEqual([`http://192.168.1.20:${host.port}`]);
      expect(host.warnings().join()).not.toContain('network');
    }
    expect(host.warnings()).toContainEqual(expect.stringContaining('no room for more connections'));
    expect(testHost.logged.filter((line) => line.includes('interfaces cannot be read'))).toHaveLength(1);
    code = null;
    for (let ms = 0; ms < 90_000; ms += REFRESH_MS) clock.advance(REFRESH_MS);
    expect(host.warnings().join()).not.toContain('no room');
  });

  it('are updated as they change, and a choice survives a restart', async () => {
    const clock = createManualClock();
    let interfaces: Interfaces = {
      ...WIFI,
      eth0: WIFI['wlan0']?.map((info) => ({ ...info, address: '10.0.0.9' })),
    };
    const first = await testHost.start({ port: 0, clock, interfaces: () => interfaces });
    const choose = async (host: Host, chosen: string | null) =>
      fetch(`${host.url}/api/v2/host`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${host.ownerToken}`, ...JSON_TYPE },
        body: JSON.stringify({ chosen }),
      });
    expect(first.joinUrls()[0]).toBe(`http://192.168.1.20:${first.port}`);

    expect((await choose(first, '10.0.0.9')).status).toBe(200);
    expect((await choose(first, '127.0.0.1')).status).toBe(400);
    expect(first.joinUrls()[0]).toBe(`http://10.0.0.9:${first.port}`);
    await first.close();

    const second = await testHost.start({ port: 0, clock, interfaces: () => interfaces });
    expect(await call<HostInfo>(second, '/host')).toMatchObject({ chosen: '10.0.0.9' });
    expect(second.joinUrls()[0]).toBe(`http://10.0.0.9:${second.port}`);
    interfaces = WIFI;
    clock.advance(REFRESH_MS);
    expect(second.joinUrls()).toEqual([`http://192.168.1.20:${second.port}`]);
    expect(second.warnings()).toContainEqual(expect.stringContaining('10.0.0.9 is gone'));
  });
});

describe('requests from elsewhere', () => {
  it('are refused because of Host or Origin, over HTTP and on upgrade', async () => {
    const host = await testHost.start({ port: 0 });
    const game = await makeGame(host);
    const own = `127.0.0.1:${host.port}`;
    expect(await statusFor(host, { host: 'evil.example' })).toBe(403);
    expect(await statusFor(host, { host: own, origin: 'http://evil.example' })).toBe(403);
    expect(await statusFor(host, { host: own, origin: 'null' })).toBe(403);
    expect(await statusFor(host, { host: 'night.example' })).toBe(401);
    expect(await statusFor(host, { host: own, origin: `http://${own}` })).toBe(401);
    const sockets = [{ host: 'evil.example' }, { origin: 'http://evil.example' }, { origin: 'null' }];
    for (const headers of sockets) {
      const socket = bankerSocket(host, game, headers);
      await socket.closed();
      expect(socket.rejectedStatus).toBe(403);
    }
    const welcome = bankerSocket(host, game, { origin: `http://${own}` });
    await welcome.welcome();
    await welcome.close();
  });
});

describe('the log file', () => {
  it('rotates in the data folder and contains no tokens, PINs or names', async () => {
    const host = await testHost.start({ port: 0 });
    const game = await makeGame(host);
    const response = await fetch(`${host.url}/api/v2/games/${game.game_code}/players`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ player_name: 'Ottokar Secretname' }),
    });
    const seat = (await response.json()) as Joined;
    expect(seat.token).toMatch(/^\d+\.[\w-]{43}$/);
    const desk = await host.deskUrl();
    await fetch(`${host.url}/api/v2/games/${game.game_code}/players`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: '{"player_name": "Ottokar Secretname" oops',
    });
    await fetch(`${host.url}/api/v2/host`, { headers: { authorization: `Bearer ${seat.token}x` } });
    await host.close();

    const files = readdirSync(join(testHost.folder, 'logs'));
    expect(files).toEqual(['host.log']);
    const text = readFileSync(join(testHost.folder, 'logs/host.log'), 'utf8');
    expect(text).toContain('the host is up');
    for (const secret of [seat.token, host.ownerToken, desk.split('=')[1] ?? 'none', 'Ottokar', 'Secretname'])
      expect(text + testHost.logged.join('\n')).not.toContain(secret);
  });
});

describe('what the shell around the host reports', () => {
  it('goes to the same file, even after the host has closed', async () => {
    const host = await testHost.start({ port: 0 });
    host.report('a window is gone');
    await host.close();
    host.report('the app is dying', new Error('said "Ottokar Secretname"'));
    const text = readFileSync(join(testHost.folder, 'logs/host.log'), 'utf8');
    expect(text).toContain('a window is gone');
    expect(text).toContain('the app is dying');
    expect(text).not.toContain('Secretname');
  });
});

describe('games', () => {
  it('that are running are reported to the shell, as is every change', async () => {
    const host = await testHost.start({ port: 0 });
    const seen: string[] = [];
    host.onGames(() =>
      seen.push(
        host
          .runningGames()
          .map(({ status }) => status)
          .join(),
      ),
    );
    const game = await makeGame(host);
    for (const step of ['start', 'pause', 'resume', 'end'])
      await call(host, `/games/${game.game_code}/${step}`, {});
    await expect.poll(() => seen).toEqual(['', 'in_progress', 'paused', 'in_progress', '']);
  });

  it('that are unfinished are listed, including those in the lobby', async () => {
    const host = await testHost.start({ port: 0 });
    expect(host.unfinishedGames()).toEqual([]);
    const game = await makeGame(host);
    expect(host.unfinishedGames()).toMatchObject([{ code: game.game_code, status: 'waiting' }]);
    expect(host.runningGames()).toEqual([]);
    for (const step of ['start', 'end']) await call(host, `/games/${game.game_code}/${step}`, {});
    expect(host.unfinishedGames()).toEqual([]);
  });

  it('have a board link, for the newest unfinished one', async () => {
    const host = await testHost.start({ port: 0 });
    expect(await host.boardUrl()).toBeNull();
    await makeGame(host);
    const newest = await makeGame(host);
    const [page, ticket] = (await host.boardUrl())?.split('#ticket=') ?? [];
    expect(page).toBe(`${host.url}/board/`);
    const redeemed = await call(host, '/tickets/redeem', { ticket });
    expect(redeemed).toMatchObject({ role: 'board', game_code: newest.game_code });
  });

  it('stand still while the laptop sleeps', async () => {
    const clock = createManualClock();
    const host = await testHost.start({ port: 0, clock });
    const game = await makeGame(host);
    await call(host, `/games/${game.game_code}/start`, {});
    clock.advance(5_000);
    host.suspend();
    clock.sleep(10 * 60_000);
    host.resume();
    const { play_ms: playMs } = await call<{ play_ms: number }>(host, `/games/${game.game_code}`);
    expect(playMs).toBeGreaterThanOrEqual(5_000);
    expect(playMs).toBeLessThan(7_000);
  });
});
