/** How much may be on its way to who does not read, over real connections. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGame } from '../http/test-app.harness.ts';
import type { RawClient } from '../live/raw-client.harness.ts';
import { bearer, get, LARGE, LARGE_FILE, LimitedHost, ROOMY } from './limited-host.harness.ts';

const CLIENTS = 40;
const LIMITS = { perCaller: 1024 * 1024, total: 8 * 1024 * 1024 };
/** What the clients' own system takes, and the pieces that are written before it is known that there is too much. */
const SLACK = CLIENTS * 256 * 1024;
/** Elsewhere the system does not tell what has arrived, but takes no more than a few pieces. */
const TELLS = process.platform === 'linux';
const note = TELLS ? '' : ' (not run: only Linux tells what has arrived)';

let host: LimitedHost;
const accepted: Socket[] = [];
beforeEach(() => {
  host = new LimitedHost();
  accepted.length = 0;
});
afterEach(() => host.close());

async function start(options: Parameters<LimitedHost['startWithPages']>[0]): Promise<void> {
  await host.startWithPages(options);
  host.app.app.server.on('connection', (socket: Socket) => void accepted.push(socket));
}

/** So many connections that ask for the large file and read nothing. */
async function askWithoutReading(headers = ''): Promise<RawClient[]> {
  const clients = await host.connectInOrder(CLIENTS);
  for (const client of clients) {
    client.socket.pause();
    client.send(get(LARGE_FILE, headers));
  }
  return clients;
}

const STEP_MS = 100;
/** Together they read far more than may be on its way. */
const CROWD = 4;

describe('answers that nobody reads', () => {
  it.runIf(TELLS).each([
    ['an address', () => ''],
    ['a seat', (token: string) => bearer(token)],
  ])(`are no more than the limit for %s, and others get theirs meanwhile${note}`, async (_whose, headers) => {
    await start({ limits: ROOMY, deliveryLimits: LIMITS });
    const game = await makeGame(host.app);
    await askWithoutReading(headers(game.banker.token));
    for (let second = 0; second < 15; second += 1) {
      await host.pass(1, STEP_MS);
      const open = accepted.filter(({ destroyed }) => !destroyed);
      const written = open.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
      expect(written).toBeLessThan(2 * LIMITS.perCaller + SLACK);
      expect((await host.app.call('/nothing')).status).toBe(404);
    }
    await host.pass(20, STEP_MS);
    const still = accepted.filter(({ destroyed, bytesWritten }) => !destroyed && bytesWritten > 16 * 1024);
    expect(still.map(({ bytesWritten }) => bytesWritten)).toEqual([]);
    expect(host.warnings[0]).toEqual({ code: 'answers_unread', params: { address: '127.0.0.1' } });
  });

  it('of a connection that we close are not left to the system: it stays until they have been read', async () => {
    await start({});
    const client = await host.connect();
    client.socket.pause();
    client.send(get('/', 'Connection: close\r\n'));
    while (accepted[0]?.writableFinished !== true) await host.pass(0.1, STEP_MS);
    expect(await host.openConnections()).toBe(1);
    client.socket.resume();
    expect(await client.ended()).toContain('<!doctype html>');
    await host.untilOpen(0);
  });
});

it(
  'a crowd behind one router that reads gets everything, however much that is',
  { timeout: 60_000 },
  async () => {
    await start({ limits: ROOMY, deliveryLimits: LIMITS });
    const clients = await host.connectInOrder(CROWD);
    const whole = clients.map(async ({ socket }) => {
      socket.removeAllListeners('data').resume();
      while (socket.bytesRead < LARGE) await once(socket, 'data');
    });
    for (const client of clients) client.send(get(LARGE_FILE));
    const all = Promise.all(whole);
    while (clients.some(({ socket }) => socket.bytesRead < LARGE)) await host.pass(0.1, STEP_MS);
    await all;
    expect(host.warnings).toEqual([]);
    for (const { socket } of clients) socket.destroy();
  },
);
