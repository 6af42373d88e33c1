import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { headlessEnvironment } from '../client/environment.ts';
import { createHostClient } from '../client/host-client.ts';
import { openSocketWith } from '../client/socket.ts';
import { createHost, type Host } from '../host/host.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';
import { type Rehearsal, type RehearsalOptions, startRehearsal } from './rehearsal.ts';
import { createSeededRandom } from './seeded-random.ts';

let host: Host;
let folder: ReturnType<typeof temporaryFolder>;
let rehearsal: Rehearsal | null;
const reports: unknown[] = [];
/** What else a rehearsal from the desk is started with. */
let ordered: Partial<RehearsalOptions>;

const waitUntil = <Result>(assertion: () => Result) =>
  vi.waitFor(assertion, { timeout: 14_000, interval: 50 });

async function start(overrides: Partial<RehearsalOptions> = {}) {
  const { url: hostUrl, ownerToken } = host;
  const report = (error: unknown) => void reports.push(error);
  const options = {
    hostUrl,
    ownerToken,
    players: 8,
    seed: 7,
    banker: true,
    timeScale: 0.01,
    report,
    ...overrides,
  };
  rehearsal = await startRehearsal(options);
  return { rehearsal, owner: createHostClient({ baseUrl: hostUrl, token: ownerToken }) };
}

beforeEach(async () => {
  [rehearsal, ordered] = [null, {}];
  reports.length = 0;
  folder = temporaryFolder();
  host = await createHost({
    dataFolder: folder.path,
    port: 0,
    mdns: false,
    allowHosts: [],
    pagesFolder: join(folder.path, 'pages'),
    version: 'test',
    interfaces: () => ({}),
    rehearse: (order) => startRehearsal({ ...order, seed: 7, timeScale: 0.01, ...ordered }),
  });
});

afterEach(async () => {
  await rehearsal?.stop();
  await host.close();
  folder.dispose();
});

describe('a rehearsal', () => {
  it('plays a game by itself: people request, complete and fail challenges, without errors', async () => {
    const { rehearsal: played, owner } = await start();
    const { gameCode } = played;
    await waitUntil(async () => {
      const done = await owner.history(gameCode, { status: 'completed' });
      expect(done.items.length).toBeGreaterThan(2);
    });
    const { items } = await owner.players(gameCode);
    expect(items.filter(({ role }) => role === 'player')).toHaveLength(8);
    await played.stop();
    expect(reports).toEqual([]);
  });

  it(
    'shows what an evening may hold: several at once, a team folded and back, kept results revealed',
    { timeout: 60_000 },
    async () => {
      const called: string[] = [];
      const environment = headlessEnvironment({
        openSocket: openSocketWith(WebSocket),
        fetch(url, init) {
          const body = typeof init.body === 'string' ? init.body : '';
          called.push(`${new URL(url).pathname.split('/').at(-1)} ${body}`);
          return fetch(url, init);
        },
      });
      const { rehearsal: played, owner } = await start({ players: 16, environment, timeScale: 0.004 });
      const { gameCode } = played;
      const steps = ['assign-several ', 'fold ', 'unfold '];
      await vi.waitFor(
        () => expect(steps.filter((step) => !called.some((call) => call.startsWith(step)))).toEqual([]),
        { timeout: 50_000, interval: 50 },
      );
      const { items } = await owner.history(gameCode, { status: 'completed' });
      expect(items).not.toEqual([]);
      await owner.end(gameCode, { keep_results: true });
      await played.over;
      const revealed = called.filter((call) => call.startsWith('finale '));
      expect(revealed).toEqual(
        ['first', 'helpers', 'totals', 'chart'].map((step) => `finale ${JSON.stringify({ step })}`),
      );
      expect(reports).toEqual([]);
    },
  );

  it('waits for a real banker when none is simulated, and ends when the banker ends the game', async () => {
    const { rehearsal: played, owner } = await start({ banker: false, players: 3 });
    const { gameCode } = played;
    await waitUntil(async () => expect((await owner.players(gameCode)).items).toHaveLength(4));
    expect((await owner.game(gameCode)).status).toBe('waiting');
    await owner.start(gameCode, {});
    await waitUntil(async () => expect((await owner.active(gameCode)).length).toBeGreaterThan(0));
    await owner.end(gameCode);
    await played.over;
    expect(reports).toEqual([]);
  });

  it('has nobody in it where another host has the same one', async () => {
    const asked: string[] = [];
    const mayPlay = async (gameCode: string) => {
      asked.push(gameCode);
      return false;
    };
    const { rehearsal: played, owner } = await start({ mayPlay });
    await played.over;
    expect(asked).toEqual([played.gameCode]);
    expect((await owner.players(played.gameCode)).items).toHaveLength(1);
  });

  it('leaves no game behind when it is wiped', async () => {
    const { rehearsal: played, owner } = await start({ players: 3 });
    await waitUntil(async () => expect((await owner.players(played.gameCode)).items).toHaveLength(4));
    await played.wipe();
    expect((await owner.games()).items).toEqual([]);
    await expect(owner.game(played.gameCode)).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it('ends when its game is wiped from the desk', async () => {
    const { rehearsal: played, owner } = await start({ players: 3, banker: false });
    await waitUntil(async () => expect((await owner.players(played.gameCode)).items).toHaveLength(4));
    await owner.wipeGame(played.gameCode, {});
    await played.over;
    expect(reports).toEqual([]);
  });
});

describe('a rehearsal from the desk', () => {
  it('is one game, however often the button is tapped', async () => {
    const owner = createHostClient({ baseUrl: host.url, token: host.ownerToken });
    const key = 'one-finger';
    const body = { players: 3, banker: true };
    const codes = await Promise.all([
      owner.rehearse(body, { idempotencyKey: key }),
      owner.rehearse(body, { idempotencyKey: key }),
    ]);
    expect(codes[0]).toEqual(codes[1]);
    expect((await owner.games()).items).toHaveLength(1);
    const { game_code: code } = codes[0];
    await waitUntil(async () => expect((await owner.game(code)).status).toBe('in_progress'));
  });

  it('is refused as its game is, and not with an error of the host', async () => {
    const owner = createHostClient({ baseUrl: host.url, token: host.ownerToken });
    ordered = { gameName: 'x'.repeat(1000) };
    await expect(owner.rehearse({ players: 3 })).rejects.toMatchObject({
      problem: { status: 400, code: 'bad_request', reason: 'text_too_long' },
    });
  });

  it('is for the owner only', async () => {
    const owner = createHostClient({ baseUrl: host.url, token: host.ownerToken });
    const { game_code: code } = await owner.createGame({ name: 'Camp night' });
    const { token } = await owner
      .issueTicket(code, { for: 'banker' })
      .then(({ ticket }) => owner.redeemTicket(ticket));
    const assistant = createHostClient({ baseUrl: host.url, token });
    await expect(assistant.rehearse({ players: 3 })).rejects.toMatchObject({ problem: { status: 403 } });
    const nobody = createHostClient({ baseUrl: host.url });
    await expect(nobody.rehearse({ players: 3 })).rejects.toMatchObject({ problem: { status: 401 } });
  });
});

describe('the seeded random generator', () => {
  it('repeats itself for the same seed, and differs for another', () => {
    const run = (seed: number) => {
      const random = createSeededRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('is uniform enough', () => {
    const random = createSeededRandom(1);
    const mean = Array.from({ length: 10_000 }, () => random.next()).reduce((sum, one) => sum + one) / 10_000;
    expect(mean).toBeCloseTo(0.5, 1);
  });
});
