/** One client that does its worst, and what it costs the host and everybody else. */
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient, upgradeRequest } from '../live/raw-client.harness.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { makeGame, readObject, type CreatedGame } from './api-client.harness.ts';
import { type ChildHost, startChildHost } from './child-host.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const CONNECTIONS = REPETITIONS > 1 ? 600 : 150;
/** A whole jamboree, or as many as may join at once from one address. */
const PHONES = REPETITIONS > 1 ? 500 : 100;
/** As many as a phone's browser opens for the page, its script and its style. */
const LOADS = ['/', '/assets/app-1.js', '/assets/app-1.css'];
const MAX_GROWTH_MB = 150;
/** Linux tells what a process has. */
const PROC = existsSync('/proc/self/status');

const folder = temporaryFolder();
let host: ChildHost;
let game: CreatedGame;
beforeAll(async () => {
  const pages = join(folder.path, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html>');
  writeFileSync(join(pages, 'assets/app-1.js'), Buffer.alloc(300_000, 'x'));
  writeFileSync(join(pages, 'assets/app-1.css'), Buffer.alloc(20_000, 'x'));
  host = await startChildHost(folder.path);
  game = await makeGame(host);
});
afterAll(async () => {
  host.kill();
  await host.exited;
  folder.dispose();
});

const connect = () => RawClient.connect(Number(new URL(host.url).port));
const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;

/** Megabytes of the host's memory. */
function memory(): number {
  const status = readFileSync(`/proc/${host.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

const descriptors = () => readdirSync(`/proc/${host.pid}/fd`).length;

/** What each of the flood's connections sends; none of them reads. */
const FLOODS: Readonly<Record<string, string>> = {
  'say nothing': '',
  'never finish a head': 'GET / HTTP/1.1\r\nX-A: ',
  'send huge heads': `GET / HTTP/1.1\r\nX-A: ${'x'.repeat(15_000)}`,
  'never finish a body': 'POST /api/v2/games HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n{',
  'wait for 100-continue':
    'POST /api/v2/games HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 60000\r\n\r\n',
  'ask for much': get('/assets/app-1.js').repeat(600),
  'ask for parts': get('/assets/app-1.js', 'Range: bytes=0-9\r\n').repeat(8),
  'ask for what is not there': get('/nothing').repeat(8),
  'are not HTTP': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc',
  'upgrade without a right': upgradeRequest('/ws/ABC234/1'),
  'send an upgrade behind a request': get('/assets/app-1.js') + upgradeRequest('/ws/ABC234/1'),
};

describe.skipIf(!PROC)(
  `${CONNECTIONS} connections of one device${PROC ? '' : ' (not on this system: no /proc)'}`,
  () => {
    it.each(Object.entries(FLOODS))('that %s harm nobody', { timeout: 60_000 }, async (_name, sent) => {
      const before = memory();
      const clients = await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          const client = await connect();
          client.socket.pause();
          client.send(sent);
          return client;
        }),
      );
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) {
        const answer = await fetch(`${host.url}/api/v2/games/${game.code}/teams`, {
          headers: { authorization: `Bearer ${host.ownerToken}`, connection: 'close' },
        });
        await answer.text();
        statuses.push(answer.status);
      }
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(memory() - before).toBeLessThan(MAX_GROWTH_MB);
      expect(descriptors()).toBeLessThan(CONNECTIONS + 100);
      for (const { socket } of clients) socket.destroy();
    });
  },
);

describe(`${PHONES} honest phones behind one address`, () => {
  /** Loads the page with several connections at once, joins, and opens its socket. Resolves with what it got. */
  async function play(number: number): Promise<string> {
    const loads = await Promise.all(LOADS.map(() => connect()));
    for (const [index, client] of loads.entries()) client.send(get(LOADS[index] ?? ''));
    for (const client of loads) await client.waitFor('HTTP/1.1 200');
    const [first] = loads;
    const body = JSON.stringify({ player_name: `P${number}`, team_number: 1 + (number % 4) });
    first?.send(
      `POST /api/v2/games/${game.code}/players HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    const joined = (await first?.waitFor('"seat_pin"')) ?? '';
    const { player_id: id, token } = readObject(joined.slice(joined.lastIndexOf('\r\n\r\n') + 4));
    const live = await connect();
    live.send(upgradeRequest(`/ws/${game.code}/${Number(id)}`, { Authorization: `Bearer ${String(token)}` }));
    await live.waitFor('"welcome"');
    const isCut = [...loads, live].some(({ socket }) => socket.destroyed);
    phones.push(...loads, live);
    return isCut ? 'cut' : 'welcome';
  }
  const phones: RawClient[] = [];

  it(
    'all load the page, join and play; none is cut, and nobody is warned',
    { timeout: 120_000 },
    async () => {
      const played = await Promise.all(Array.from({ length: PHONES }, (_, number) => play(number)));
      expect(played.filter((outcome) => outcome !== 'welcome')).toEqual([]);
      const answer = await fetch(`${host.url}/api/v2/host`, {
        headers: { authorization: `Bearer ${host.ownerToken}` },
      });
      // The floods before this are what it may still be warned of.
      const floods = await answer.text();
      expect(floods).not.toContain('connections_full');
      for (const { socket } of phones) socket.destroy();
      await Promise.all(
        phones.map(async ({ socket }) => {
          if (!socket.closed) await once(socket, 'close');
        }),
      );
    },
  );
});
