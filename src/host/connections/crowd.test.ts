/** Many connections at once, over real ones: who has to go, and who never does. */
import { once } from 'node:events';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGame } from '../http/test-app.harness.ts';
import type { RawClient } from '../live/raw-client.harness.ts';
import type { Connections } from './connections.ts';
import { Crowd, type CrowdLimits, GRACE_MS } from './crowd.ts';
import { bearer, get, LimitedHost, repeat, ROOMY } from './limited-host.harness.ts';
import { TcpConnection } from './tcp-connection.ts';

let host: LimitedHost;
beforeEach(() => {
  host = new LimitedHost();
});
afterEach(() => host.close());

describe('many connections of one address', () => {
  it('that ask nothing: the oldest go, after five seconds; the desk is told, and that it is over', async () => {
    await host.start({ limits: { ...ROOMY, perAddress: 5 } });
    const clients = await host.connectInOrder(8);
    expect(await host.openConnections()).toBe(8);
    await host.pass(6);
    await host.untilOpen(5);
    expect(clients.map(({ socket }) => socket.destroyed)).toEqual([...repeat(true, 3), ...repeat(false, 5)]);
    expect(host.warnings).toEqual([{ code: 'connections_flooded', params: { address: '127.0.0.1' } }]);
    for (const { socket } of clients) socket.destroy();
    await host.untilOpen(0);
    await host.pass(70);
    expect(host.warnings.at(-1)).toBeNull();
    expect(host.warnings).toHaveLength(2);
  });

  it('that have been answered, or carry a right, do not count', async () => {
    await host.start({ limits: { ...ROOMY, perAddress: 2 } });
    const game = await makeGame(host.app);
    const served = await host.connectInOrder(5);
    for (const client of served) {
      client.send(get('/nothing'));
      await client.waitFor('404');
    }
    const seated = await host.connectInOrder(5);
    for (const client of seated) {
      client.send(get(`${game.path}/me`, bearer(game.banker.token)));
      await client.waitFor('HTTP/1.1 200');
    }
    await host.connectInOrder(2);
    const before = await host.openConnections();
    await host.pass(20);
    expect(await host.openConnections()).toBe(before);
  });

  it('that come from a trusted proxy do not count', async () => {
    await host.start({ limits: { ...ROOMY, perAddress: 2 }, trustedProxies: ['127.0.0.0/8'] });
    const proxied = await host.connectInOrder(9);
    await host.pass(5);
    expect(await host.openConnections()).toBe(9);
    expect(host.warnings).toEqual([]);
    for (const { socket } of proxied) socket.destroy();
  });

  it('behind a trusted proxy are counted by the address that it names', async () => {
    await host.start({ trustedProxies: ['127.0.0.1'] });
    const wrongCode = async (address: string) => {
      const headers = { 'x-forwarded-for': address };
      const body = { player_name: 'Anna' };
      return (await host.app.call('/api/v2/games/ZZZZZZ/players', { body, headers })).status;
    };
    for (let tries = 0; tries < 30; tries += 1) await wrongCode('10.0.0.7');
    expect(await wrongCode('10.0.0.7')).toBe(429);
    expect(await wrongCode('10.0.0.8')).toBe(404);
  });

  it('of anybody else are not: a made-up address changes nothing', async () => {
    await host.start();
    const statuses: number[] = [];
    for (let tries = 0; tries < 31; tries += 1) {
      const headers = { 'x-forwarded-for': `10.0.0.${tries}` };
      const answer = await host.app.call('/api/v2/games/ZZZZZZ/players', {
        body: { player_name: 'A' },
        headers,
      });
      statuses.push(answer.status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a host that has no room', () => {
  it('lets newcomers in, closes idle connections first, and says nothing of those', async () => {
    await host.start({ limits: { open: 1_000, strangers: 4, perAddress: 100 } });
    const [silent] = await host.connectInOrder(1);
    const idle = await host.connectInOrder(3);
    for (const client of idle) {
      client.send(get('/nothing'));
      await client.waitFor('404');
    }
    const newcomer = await host.connect();
    newcomer.send(get('/nothing'));
    await newcomer.waitFor('404');
    await idle[0]?.ended();
    expect(silent?.socket.destroyed).toBe(false);
    expect(host.warnings).toEqual([]);
  });

  it('keeps every seat, and serves whoever comes, at the cost of those who show no right', async () => {
    await host.start({ limits: { open: 6, strangers: 100, perAddress: 100 } });
    const game = await makeGame(host.app);
    const seated: RawClient[] = [];
    for (const client of await host.connectInOrder(3)) {
      client.send(get(`${game.path}/me`, bearer(game.banker.token)));
      await client.waitFor('HTTP/1.1 200');
      seated.push(client);
    }
    for (let flood = 0; flood < 20; flood += 1) await host.connect();
    const honest = await host.connect();
    honest.send(get('/nothing'));
    await honest.waitFor('404');
    for (const client of seated) {
      client.send(get(`${game.path}/teams`, bearer(game.banker.token)));
      while (client.received.split('HTTP/1.1 200').length < 3) await once(client.socket, 'data');
    }
    expect(host.warnings).toEqual([{ code: 'connections_full', params: {} }]);
  });

  it('makes room when the system refuses a descriptor, and says so', async () => {
    const found: Connections[] = [];
    await host.start(
      {},
      {
        replace({ connections }) {
          found.push(connections);
          return {};
        },
      },
    );
    await host.connectInOrder(20);
    const noteExhausted = (code: string) =>
      found[0]?.noteExhausted(Object.assign(new Error('too many open files'), { code }));
    noteExhausted('EACCES');
    expect([await host.openConnections(), host.warnings.length]).toEqual([20, 0]);
    noteExhausted('EMFILE');
    await host.untilOpen(18);
    expect(host.warnings).toEqual([{ code: 'connections_full', params: {} }]);
  });

  it('survives that it cannot accept', async () => {
    await host.start();
    const failure = Object.assign(new Error('accept ENFILE'), { code: 'ENFILE', syscall: 'accept' });
    host.app.app.server.emit('error', failure);
    expect(host.warnings).toEqual([{ code: 'connections_full', params: {} }]);
    expect((await host.app.call('/nothing')).status).toBe(404);
  });
});

describe('a flood of connections from one address', () => {
  /** How often somebody's socket is looked at while so many more come. */
  function looksWhile(limits: CrowdLimits, before: number, coming: number): number {
    const crowd = new Crowd(limits);
    let looks = 0;
    const look = () => {
      looks += 1;
      return 1;
    };
    const come = (now: number) => {
      const socket = Object.defineProperty(new Socket(), 'writableLength', { get: look });
      const connection = new TcpConnection(socket, {
        address: '10.0.0.66',
        isProxy: false,
        now,
      });
      crowd.add(connection);
      for (const casualty of crowd.makeRoomFor(connection)) crowd.delete(casualty.connection);
    };
    for (let index = 0; index < before; index += 1) come(index);
    looks = 0;
    for (let index = 0; index < coming; index += 1) come(before + 10_000 + index);
    return looks;
  }

  it.each([
    ['its own limit', { open: 10_000, strangers: 4_096, perAddress: 100 }, 2_000],
    ['the limit for strangers', { open: 10_000, strangers: 2_000, perAddress: 1_000 }, 2_000],
    ['that of the host', { open: 2_000, strangers: 2_000, perAddress: 1_000 }, 2_000],
  ])('beyond %s costs no look at all of them for each that comes', (_limit, limits, before) => {
    expect(looksWhile(limits, before, 1_000)).toBeLessThan(1_000 * 100);
  });
});

describe('connections from countless addresses of one IPv6 network', () => {
  const connectionFrom = (address: string, now: number) =>
    new TcpConnection(new Socket(), { address, isProxy: false, now });
  const honest = () => repeat('192.168.0.7', 6).map((address, index) => connectionFrom(address, index));
  const attacker = (count: number) =>
    repeat('fd00::', count).map((prefix, index) => connectionFrom(`${prefix}${index + 1}`, 10 + index));

  it('are those that go when there are too many, and not the few of a phone', () => {
    const crowd = new Crowd({ open: 1_000, strangers: 30, perAddress: 1_000 });
    const phone = honest();
    const gone = [...phone, ...attacker(100)].flatMap((connection) => {
      crowd.add(connection);
      const leaving = crowd.makeRoomFor(connection);
      for (const each of leaving) crowd.delete(each.connection);
      return leaving;
    });
    expect(gone).toHaveLength(76);
    expect(gone.filter(({ connection }) => phone.includes(connection))).toEqual([]);
    expect(gone[0]?.overrun).toEqual({ limit: 'strangers', address: 'fd00::1' });
  });

  it('count together towards the limit of an address', () => {
    const crowd = new Crowd({ open: 1_000, strangers: 1_000, perAddress: 10 });
    for (const connection of [...honest(), ...attacker(25)]) crowd.add(connection);
    const overdue = crowd.overdue(GRACE_MS + 100);
    expect(overdue.map(({ connection }) => connection.address)).toEqual(
      attacker(15).map(({ address }) => address),
    );
  });
});
