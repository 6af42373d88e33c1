import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { FakeHost, RUNNING } from '../host.fake.ts';
import { endGames } from './end-games.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function answering(status: number): Promise<{ host: FakeHost; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(status).end('{}');
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const host = new FakeHost();
  host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, asked };
}

it('ends every running game as the owner, each with its own idempotency key', async () => {
  const { host, asked } = await answering(200);
  host.setGames([RUNNING, { ...RUNNING, code: 'DEF567', status: 'paused' }]);
  let keys = 0;
  await endGames(host, () => `key-${(keys += 1)}`);
  expect(
    asked.map(({ method, url, headers }) => [method, url, headers.authorization, headers['idempotency-key']]),
  ).toEqual([
    ['POST', '/api/v2/games/ABC234/end', 'Bearer owner', 'key-1'],
    ['POST', '/api/v2/games/DEF567/end', 'Bearer owner', 'key-2'],
  ]);
});

it('fails if the host refuses', async () => {
  const { host } = await answering(503);
  host.setGames([RUNNING]);
  await expect(endGames(host, () => 'key')).rejects.toThrow('503');
});
