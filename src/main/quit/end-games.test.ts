import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { FakeHost, RUNNING } from '../host.fake.ts';
import { endGames } from './end-games.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function answering(
  status: number,
): Promise<{ host: FakeHost; asked: IncomingMessage[]; bodies: unknown[] }> {
  const asked: IncomingMessage[] = [];
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const answer = async () => {
      bodies.push(await json(request));
      response.writeHead(status).end('{}');
    };
    void answer();
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const host = new FakeHost();
  host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, asked, bodies };
}

it('ends every running game as the owner, each with its own idempotency key, and counts what players say is done', async () => {
  const { host, asked, bodies } = await answering(200);
  host.setGames([RUNNING, { ...RUNNING, code: 'DEF567', status: 'paused' }]);
  let keys = 0;
  await endGames(host, () => `key-${(keys += 1)}`);
  expect(
    asked.map(({ method, url, headers }) => [method, url, headers.authorization, headers['idempotency-key']]),
  ).toEqual([
    ['POST', '/api/v2/games/ABC234/end', 'Bearer owner', 'key-1'],
    ['POST', '/api/v2/games/DEF567/end', 'Bearer owner', 'key-2'],
  ]);
  expect(bodies).toEqual([{ count_claims: true }, { count_claims: true }]);
});

it('fails if the host refuses', async () => {
  const { host } = await answering(503);
  host.setGames([RUNNING]);
  await expect(endGames(host, () => 'key')).rejects.toThrow('503');
});
