/** The port for operators, and a host that is told to end while it works. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../../../scripts/free-port.ts';
import type { Host, HostOptions } from '../host-types.ts';
import { HOST_CLOSING_TIMEOUT_MS } from '../live/close-reasons.ts';
import { openStore } from '../storage/open-store.ts';
import { callText, TestHost, type CreatedGame, type Joined } from '../test-host.harness.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';

const DRAIN_MS = 5_000;

let testHost: TestHost;
let clock: ManualClock;
let host: Host;
let opsPort: number;
/** Writes wait for it. */
let isHeldUp: boolean;
let heldUp: number;
let letGo: () => void;

beforeEach(async () => {
  testHost = new TestHost();
  clock = createManualClock();
  opsPort = await freePort();
  isHeldUp = false;
  heldUp = 0;
  letGo = () => undefined;
  host = await start();
});
afterEach(async () => {
  letGo();
  await testHost.close();
});

function start(options: Partial<HostOptions> = {}): Promise<Host> {
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return testHost.start({
    port: 0,
    clock,
    ops: { ip: '127.0.0.1', port: opsPort },
    drainMs: DRAIN_MS,
    async openStore(of) {
      const store = await openStore(of);
      const { eventStore } = store;
      const append: typeof eventStore.append = async (batch) => {
        heldUp += isHeldUp ? 1 : 0;
        if (isHeldUp) await free;
        await eventStore.append(batch);
      };
      return { ...store, eventStore: { ...eventStore, append } };
    },
    ...options,
  });
}

const ask = async (path: string, method = 'GET') => {
  const response = await fetch(`http://127.0.0.1:${opsPort}${path}`, { method });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const createGame = async () =>
  JSON.parse(await callText(host, '/games', { name: 'Camp night', team_count: 4 })) as CreatedGame;

describe('the port for operators', () => {
  it('says that the host lives and takes new work, and what there is', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, text: 'alive\n' });
    expect(await ask('/readyz?from=balancer')).toMatchObject({ status: 200, text: 'ready\n' });
    for (const path of ['/', '/api/v2/games', '//', '/__proto__', '/metrics/'])
      expect(await ask(path)).toMatchObject({ status: 404 });
    expect(await ask('/metrics', 'POST')).toMatchObject({ status: 405 });
  });

  it('counts, and tells no name, token, PIN, code or address', async () => {
    const { game_code: code, banker_id: banker } = await createGame();
    const joined = await fetch(`${host.url}/api/v2/games/${code}/players`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ player_name: 'Zebedee', team_number: 1 }),
    });
    const { token, seat_pin: pin } = (await joined.json()) as Joined;
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}/ws/${code}/${banker}`, {
      headers: { authorization: `Bearer ${host.ownerToken}` },
    });
    await new Promise((resolve) => void socket.once('message', resolve));
    const { status, text, headers } = await ask('/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('\ntrading_game_games{status="waiting"} 1\n');
    expect(text).toContain('\ntrading_game_games{status="paused"} 0\n');
    expect(text).toContain('\ntrading_game_live_connections 1\n');
    expect(text).toContain('\ntrading_game_storage_works 1\n');
    expect(text).toMatch(/\ntrading_game_events_total [1-9]/);
    expect(text).toMatch(/\ntrading_game_request_seconds_count\{status="2xx"\} [1-9]/);
    expect(text).toMatch(/\nprocess_resident_memory_bytes \d{6,}\n/);
    for (const secret of ['Zebedee', 'Camp', code, token, host.ownerToken, `"${pin}"`, '192.168'])
      expect(text).not.toContain(secret);
    socket.terminate();
  });

  it('that another program has keeps the host from starting, in one sentence, and nothing stays open', async () => {
    const taken = await testHost.occupyPort();
    const port = await freePort();
    const starting = new TestHost();
    const refused = starting.start({ port, ops: { ip: '127.0.0.1', port: taken } });
    await expect(refused).rejects.toMatchObject({ exitCode: 3 });
    await expect(refused).rejects.toThrow(
      `127.0.0.1:${taken} cannot be opened for operators (EADDRINUSE). Choose another port with --ops-port.`,
    );
    await expect(starting.start({ port })).resolves.toBeDefined();
    await starting.close();
  });
});

describe('a host that is told to end', () => {
  /** Starts the game; resolves once that is being written, with what comes of it. */
  async function startGame(code: string): Promise<{ readonly answer: Promise<Response> }> {
    isHeldUp = true;
    const answer = fetch(`${host.url}/api/v2/games/${code}/start`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.ownerToken}` },
    });
    await expect.poll(() => heldUp).toBe(1);
    return { answer };
  }

  it('says that it takes no new work, refuses it, closes screens with 4001, and answers what is running', async () => {
    const { game_code: code, banker_id: banker } = await createGame();
    const open = () =>
      new WebSocket(`${host.url.replace('http', 'ws')}/ws/${code}/${banker}`, {
        headers: { authorization: `Bearer ${host.ownerToken}` },
      });
    const [awake, asleep] = [open(), open()];
    for (const socket of [awake, asleep])
      await new Promise((resolve) => void socket.once('message', resolve));
    asleep.pause();
    const left = new Promise<number>((resolve) => void awake.once('close', resolve));
    const { answer } = await startGame(code);

    const closing = host.close();
    expect(await ask('/readyz')).toMatchObject({ status: 503 });
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
    expect(await left).toBe(4001);
    await expect(callText(host, '/games', { name: 'Late' })).rejects.toThrow(/^503 .*"closing"/);

    clock.advance(HOST_CLOSING_TIMEOUT_MS);
    letGo();
    expect((await answer).status).toBe(200);
    await closing;
    await expect(ask('/healthz')).rejects.toThrow('fetch failed');
    asleep.terminate();
  });

  it('cuts off what takes longer than it may', async () => {
    const { answer } = await startGame((await createGame()).game_code);
    const cut = answer.then(
      ({ status }) => status,
      (error: unknown) => String(error),
    );
    const closing = host.close();
    await expect.poll(async () => (await ask('/readyz')).status).toBe(503);
    clock.advance(DRAIN_MS);
    expect(await cut).toContain('fetch failed');
    letGo();
    await closing;
  });
});
