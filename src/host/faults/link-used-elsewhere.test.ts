/** Of two hosts with the same games on PostgreSQL, both are given one link at once: one of them opens it, and whoever else writes at the other is none the wiser. */
import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeBus } from '../bus/host-bus.fake.ts';
import { createHost, type Host } from '../host.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { openStoreAt } from '../storage/open-postgres-store.ts';
import type { OpenStore } from '../storage/open-store.ts';
import {
  createTestDatabase,
  findTestServer,
  type TestDatabase,
} from '../storage/postgres/postgres-server.harness.ts';
import {
  type ApiResponse,
  call,
  type CallOptions,
  readObject,
  type SeatToken,
} from './api-client.harness.ts';
import { bareOptions } from './bare-options.harness.ts';

const LIMIT_MS = 60_000;
const ERROR_LEVEL = 50;
const HONEST = 8;
const server = await findTestServer();

describe.skipIf(server.note !== '')(`a link that another host has opened${server.note}`, () => {
  const folder = temporaryFolder();
  const bus = createFakeBus();
  const logged: string[] = [];
  let database: TestDatabase;
  let one: Host;
  let other: Host;
  let code = '';
  const players: SeatToken[] = [];
  /** What happens before the other host is told of the next ticket that it asks for. */
  let beforeFound: () => Promise<unknown> = () => Promise.resolve();

  const slowly =
    (open: OpenStore): OpenStore =>
    async (options) => {
      const { tickets, ...store } = await open(options);
      return {
        ...store,
        tickets: {
          ...tickets,
          async find(hash) {
            const found = await tickets.find(hash);
            await beforeFound();
            return found;
          },
        },
      };
    };

  const start = (name: string, wrap: (open: OpenStore) => OpenStore) =>
    createHost({
      ...bareOptions(join(folder.path, name)),
      openStore: wrap(openStoreAt(database.address, 'many', join(folder.path, 'secret'))),
      openBus: () => bus.open(),
      joinBurst: 10_000,
      logSink: (line) => void logged.push(line),
    });
  const ask = (
    host: Host,
    path: string,
    body: object,
    options: Pick<CallOptions, 'method' | 'token' | 'key'> = {},
  ): Promise<ApiResponse> => call(host, path, { method: 'POST', key: randomUUID(), body, ...options });
  const joinAs = async (name: string): Promise<SeatToken> => {
    const body = { player_name: name, team_number: 1 };
    const { text } = await ask(other, `/games/${code}/players`, body, { token: null });
    const { player_id: id, token } = readObject(text);
    return { id: Number(id), token: String(token) };
  };

  beforeAll(async () => {
    database = await createTestDatabase(server.url ?? '');
    writeFileSync(join(folder.path, 'secret'), randomBytes(32).toString('hex'), { mode: 0o600 });
    one = await start('one', (open) => open);
    other = await start('other', slowly);
    const { text } = await ask(one, '/games', { name: 'Night', team_count: 2 });
    code = String(readObject(text)['game_code']);
    for (let n = 0; n <= HONEST; n += 1) players.push(await joinAs(`Player ${n}`));
  }, LIMIT_MS);
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await database.drop();
    folder.dispose();
  }, LIMIT_MS);
  beforeEach(() => {
    beforeFound = () => Promise.resolve();
    logged.length = 0;
  });

  const makeTicket = async (body: object): Promise<string> => {
    const { text } = await ask(one, `/games/${code}/tickets`, body);
    return String(readObject(text)['ticket']);
  };
  const redeem = (host: Host, ticket: string, key: string = randomUUID()) =>
    ask(host, '/tickets/redeem', { ticket }, { token: null, key });
  const rename = ({ id, token }: SeatToken, name: string) =>
    ask(other, `/games/${code}/players/${id}`, { player_name: name }, { method: 'PATCH', token });
  const meant = ({ status, text }: ApiResponse) => `${status} ${String(readObject(text)['reason'])}`;
  const errors = () => logged.map(readObject).filter(({ level }) => Number(level) >= ERROR_LEVEL);

  it.each(['seat', 'board', 'banker'])(
    'is refused as used, and whatever else is asked for is stored: %s',
    async (what) => {
      const ticket = await makeTicket({ for: what, ...(what === 'seat' && { player_id: players[0]?.id }) });
      let opened: ApiResponse | null = null;
      const renamed: Promise<ApiResponse>[] = [];
      beforeFound = async () => {
        opened ??= await redeem(one, ticket);
        for (const [n, player] of players.slice(1).entries()) renamed.push(rename(player, `${what} ${n}`));
      };
      expect(meant(await redeem(other, ticket))).toBe('401 link_used');
      expect(opened).toMatchObject({ status: 200 });
      expect((await Promise.all(renamed)).map(meant)).toEqual(Array(HONEST).fill('200 undefined'));
      expect(errors()).toEqual([]);
      const { text } = await call(other, '/host');
      expect(JSON.stringify(readObject(text)['warnings'])).not.toContain('storage');
    },
  );
});
