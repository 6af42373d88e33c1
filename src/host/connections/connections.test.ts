/** What one connection may cost, over real ones. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGame } from '../http/test-app.harness.ts';
import { upgradeRequest } from '../live/raw-client.harness.ts';
import {
  bearer,
  get,
  LARGE,
  LARGE_FILE,
  LimitedHost,
  post,
  repeat,
  untilFull,
} from './limited-host.harness.ts';
import { REQUESTS_PER_TURN } from './request-turns.ts';
import { MAX_IN_FLIGHT } from './tcp-connection.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let host: LimitedHost;
beforeEach(() => {
  host = new LimitedHost();
});
afterEach(() => host.close());

describe('requests sent ahead', () => {
  it('are answered in order, up to eight', async () => {
    await host.start();
    const client = await host.connect();
    const paths = ['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h'].map((path) => `${path}${'x'.repeat(9)}`);
    client.send(paths.map((path) => get(path)).join(''));
    while (client.received.split('HTTP/1.1 404').length <= 8) await once(client.socket, 'data');
    client.send(get('/', 'Connection: close\r\n'));
    expect((await client.ended()).match(/HTTP\/1.1 \d+/g)).toEqual(repeat('HTTP/1.1 404', 9));
  });

  it.each([9, 60])(
    'close the connection after the eighth answer and a 429, where there are %i',
    async (count) => {
      await host.start();
      const client = await host.connect();
      client.send(get('/a').repeat(count));
      const statuses = (await client.ended()).match(/HTTP\/1.1 \d+/g);
      expect(statuses).toEqual([...repeat('HTTP/1.1 404', 8), 'HTTP/1.1 429']);
      expect(client.received).toContain('retry-after: 1');
      expect(client.received).toContain('"code":"too_many"');
    },
  );

  it('reset it where there are hundreds', async () => {
    await host.start();
    const client = await host.connect();
    client.send(get('/a').repeat(600));
    await client.ended();
    await host.untilOpen(0);
    expect(await host.openConnections()).toBe(0);
  });

  it('are answered where their heads are 64 KB together, and reset the connection where they are more', async () => {
    await host.start();
    const ask = async (headBytes: number) => {
      const client = await host.connect();
      const cookie = `Cookie: a=${'b'.repeat(headBytes - 100)}\r\n`;
      client.send(get('/a', cookie).repeat(MAX_IN_FLIGHT - 1), get('/a', `${cookie}Connection: close\r\n`));
      return (await client.ended()).match(/HTTP\/1.1 \d+/g) ?? [];
    };
    expect(await ask(8 * 1024)).toEqual(repeat('HTTP/1.1 404', MAX_IN_FLIGHT));
    expect((await ask(60 * 1024)).length).toBeLessThan(MAX_IN_FLIGHT);
    await host.untilOpen(0);
  });

  it('G6: have no more in their heads than the limit of their address, and those within it are answered', async () => {
    await host.start({ headLimits: { perConnection: 20_000, perCaller: 40_000 } });
    const game = await makeGame(host.app);
    let finish = () => {};
    const finished = new Promise<void>((resolve) => void (finish = resolve));
    const find = host.app.rooms.byCode.bind(host.app.rooms);
    host.app.rooms.byCode = async (code) => {
      await finished;
      return find(code);
    };
    const clients = await host.connectInOrder(4);
    const head = `${bearer(host.app.seats.ownerToken)}Cookie: a=${'b'.repeat(15_000)}\r\nConnection: close\r\n`;
    for (const client of clients) client.send(get(game.path, head));
    await expect.poll(() => clients.filter(({ socket }) => socket.closed).length).toBe(2);
    expect(host.warnings.at(-1)).toMatchObject({ code: 'connections_flooded' });
    finish();
    const answers = await Promise.all(clients.map((client) => client.ended()));
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 200'))).toHaveLength(2);
    // Nothing is counted any more.
    for (const _ of [1, 2]) {
      const client = await host.connect();
      client.send(get(game.path, head));
      expect(await client.ended()).toMatch(/^HTTP\/1.1 200/);
    }
  });

  it('are served one after the other: the second is not begun before the first has been read', async () => {
    await host.startWithPages();
    const client = await host.connect();
    client.socket.pause();
    client.send(get(LARGE_FILE) + post('/api/v2/games', 2) + '{}');
    await host.pass(5);
    client.socket.resume();
    while (!client.reads.at(-1)?.toString('latin1').includes('401')) await once(client.socket, 'data');
    expect(client.reads.at(-1)?.toString('latin1')).toContain('HTTP/1.1 401');
    client.socket.destroy();
  });
});

describe('an answer', () => {
  it('of which nothing is read is cut off after 10 s', async () => {
    await host.startWithPages();
    const accepted = once(host.app.app.server, 'connection');
    const client = await host.connect();
    client.socket.pause();
    const [socket] = (await accepted) as [Socket];
    client.send(get(LARGE_FILE));
    await untilFull(socket);
    await host.pass(9);
    expect(await host.openConnections()).toBe(1);
    // The system may still move some of it: `tcp-connection.test.ts` has the exact times.
    for (let second = 0; second < 60 && !socket.destroyed; second += 1) await host.pass(1);
    expect(socket.destroyed).toBe(true);
    client.socket.destroy();
  });

  it('that is read with pauses is never cut off', { timeout: 60_000 }, async () => {
    await host.startWithPages();
    const client = await host.connect();
    let paused = 0;
    client.socket.removeAllListeners('data').on('data', () => {
      if (client.socket.bytesRead < (paused + 1) * (LARGE / 32)) return;
      paused += 1;
      client.socket.pause();
      void host.pass(5).then(() => client.socket.resume());
    });
    client.send(get(LARGE_FILE));
    while (client.socket.bytesRead < LARGE) await once(client.socket, 'data');
    expect(paused).toBeGreaterThan(20);
    client.socket.destroy();
  });

  it('that the host itself is slow to give is waited for', async () => {
    await host.start();
    const game = await makeGame(host.app);
    const client = await host.connect();
    let [begin, finish] = [() => {}, () => {}];
    const begun = new Promise<void>((resolve) => void (begin = resolve));
    const finished = new Promise<void>((resolve) => void (finish = resolve));
    host.app.rooms.byCode = async () => {
      begin();
      await finished;
      return null;
    };
    client.send(get(game.path, bearer(host.app.seats.ownerToken) + 'Connection: close\r\n'));
    await begun;
    await host.pass(60);
    finish();
    expect(await client.ended()).toContain('HTTP/1.1 404');
  });
});

describe('a request', () => {
  it.each([
    ['no head', '', /^$/],
    ['half a head', 'GET / HTTP/1.1\r\nHost:', /^HTTP\/1.1 408 [^]*did not arrive in time/],
  ])('of which %s arrives is given up', async (_name, sent, answer) => {
    await host.start({ headMs: 100 });
    const client = await host.connect();
    client.send(sent);
    expect(await client.ended()).toMatch(answer);
  });

  it('whose body stops is answered with 408 after 10 s', async () => {
    await host.start();
    const client = await host.connect();
    client.send(post('/api/v2/games', 100), '{"name":');
    await host.untilOpen(1);
    await host.pass(9);
    expect(client.received).toBe('');
    await host.pass(4);
    expect(await client.ended()).toMatch(/^HTTP\/1.1 408 [^]*did not arrive in time/);
  });

  it('whose body comes byte by byte is answered with 408 after 30 s', async () => {
    await host.start();
    const client = await host.connect();
    client.send(post('/api/v2/games', 100));
    await host.untilOpen(1);
    for (let second = 0; second < 28; second += 1) {
      client.send('x');
      await host.pass(1);
    }
    expect(client.received).toBe('');
    for (let second = 0; second < 5 && !client.socket.destroyed; second += 1) await host.pass(1);
    expect(await client.ended()).toMatch(/^HTTP\/1.1 408 /);
  });

  it('whose body was not waited for ends the connection all the same', async () => {
    await host.start();
    const client = await host.connect();
    client.send(post('/api/v2/games/import', 1_000_000, 'Content-Type: application/x-ndjson\r\n'), 'x');
    await client.waitFor('HTTP/1.1 401');
    await host.pass(13);
    expect(await client.ended()).toMatch(/^HTTP\/1.1 401 /);
  });

  it('of the owner may take longer, as long as it goes on', async () => {
    await host.start();
    const client = await host.connect();
    const type = 'Content-Type: application/x-ndjson\r\n';
    client.send(
      post('/api/v2/games/import', 60, type + bearer(host.app.seats.ownerToken) + 'Connection: close\r\n'),
    );
    await host.untilOpen(1);
    for (let second = 0; second < 60; second += 1) {
      client.send('x');
      await host.pass(1);
    }
    expect(await client.ended()).toMatch(/^HTTP\/1.1 400 /);
  });

  it.each([
    ['not HTTP', '\x02\x03', 'HTTP/1.1 400'],
    ['TLS', '\x16\x03\x01\x02', '\x15\x03\x01\x00\x02\x02\x46'],
  ])(
    'that is %s is answered, and the connection closed even if the client stays',
    async (_, sent, answer) => {
      await host.start();
      const client = await host.connect();
      client.socket.removeAllListeners('end');
      client.send(sent);
      await client.waitFor(answer);
      // The client's system may take a moment to acknowledge the end.
      while ((await host.openConnections()) > 0) await host.pass(1);
      expect(client.socket.readyState).not.toBe('open');
      client.socket.destroy();
    },
  );
});

it('nothing is kept of who asks and leaves before it is their turn, however long that takes', async () => {
  const turns: (() => void)[] = [];
  await host.start({ inNextTurn: (run) => void turns.push(run) });
  const left: WeakRef<object>[] = [];
  const note = (each: object) => void left.push(new WeakRef(each));
  host.app.app.server.on('request', note);
  host.app.app.server.on('connection', note);
  const clients = await host.connectInOrder(4 * REQUESTS_PER_TURN);
  for (const [place, client] of clients.entries())
    client.send(place % 2 === 0 ? get('/a').repeat(20) : upgradeRequest('/ws/ABCDEF/1'));
  await expect.poll(() => left.length).toBeGreaterThan(clients.length);
  for (const { socket } of clients) socket.resetAndDestroy();
  await host.untilOpen(0);
  await expect
    .poll(() => {
      collectGarbage();
      return left.filter((each) => each.deref() !== undefined).length;
    })
    .toBe(0);
  expect(turns).toHaveLength(1);
});

it('the errors of requests whose client has left cost no stacks; others have theirs', async () => {
  await host.startWithPages();
  const errors: Error[] = [];
  host.app.app.server.on('request', (request) => {
    request.on('error', (error: Error) => void errors.push(error));
  });
  const client = await host.connect();
  client.socket.pause();
  client.send(get(LARGE_FILE).repeat(3), post('/api/v2/games', 60));
  await host.untilOpen(1);
  await host.pass(1, 100);
  client.socket.resetAndDestroy();
  await host.untilOpen(0);
  await host.pass(1, 100);
  expect(errors.map(({ stack }) => stack)).toContain('Error: aborted');
  expect(errors.filter(({ stack }) => stack?.includes('\n    at '))).toEqual([]);
  expect(new Error('one of ours').stack).toContain('\n    at ');
});
