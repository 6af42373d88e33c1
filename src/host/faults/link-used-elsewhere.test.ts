/** Of two hosts with the same games on PostgreSQL, both are given one link at once: one of them opens it, and whoever else writes at the other is none the wiser. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import type { OpenStore } from '../storage/open-store.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import {
  type ApiResponse,
  call,
  type CallOptions,
  readObject,
  type SeatToken,
} from './api-client.harness.ts';
import { reasonIn, startTwoHosts, type TwoHosts } from './two-hosts.harness.ts';

const LIMIT_MS = 60_000;
const HONEST = 8;
const server = await findTestServer();

describe.skipIf(server.note !== '')(`a link that another host has opened${server.note}`, () => {
  let hosts: TwoHosts;
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

  const ask = (
    host: Host,
    path: string,
    body: object,
    options: Pick<CallOptions, 'method' | 'token' | 'key'> = {},
  ): Promise<ApiResponse> => call(host, path, { method: 'POST', key: randomUUID(), body, ...options });
  const joinAs = async (name: string): Promise<SeatToken> => {
    const body = { player_name: name, team_number: 1 };
    const { text } = await ask(hosts.other, `/games/${code}/players`, body, { token: null });
    const { player_id: id, token } = readObject(text);
    return { id: Number(id), token: String(token) };
  };

  beforeAll(async () => {
    hosts = await startTwoHosts(server.url ?? '', slowly);
    const { text } = await ask(hosts.one, '/games', { name: 'Night', team_count: 2 });
    code = String(readObject(text)['game_code']);
    for (let n = 0; n <= HONEST; n += 1) players.push(await joinAs(`Player ${n}`));
  }, LIMIT_MS);
  afterAll(() => hosts.dispose(), LIMIT_MS);
  beforeEach(() => {
    beforeFound = () => Promise.resolve();
    hosts.forget();
  });

  const makeTicket = async (body: object): Promise<string> => {
    const { text } = await ask(hosts.one, `/games/${code}/tickets`, body);
    return String(readObject(text)['ticket']);
  };
  const redeem = (host: Host, ticket: string, key: string = randomUUID()) =>
    ask(host, '/tickets/redeem', { ticket }, { token: null, key });
  const rename = ({ id, token }: SeatToken, name: string) =>
    ask(hosts.other, `/games/${code}/players/${id}`, { player_name: name }, { method: 'PATCH', token });

  it.each(['seat', 'board', 'banker'])(
    'is refused as used, and whatever else is asked for is stored: %s',
    async (what) => {
      const ticket = await makeTicket({ for: what, ...(what === 'seat' && { player_id: players[0]?.id }) });
      let opened: ApiResponse | null = null;
      const renamed: Promise<ApiResponse>[] = [];
      beforeFound = async () => {
        opened ??= await redeem(hosts.one, ticket);
        for (const [n, player] of players.slice(1).entries()) renamed.push(rename(player, `${what} ${n}`));
      };
      expect(reasonIn(await redeem(hosts.other, ticket))).toBe('401 link_used');
      expect(opened).toMatchObject({ status: 200 });
      expect((await Promise.all(renamed)).map(reasonIn)).toEqual(Array(HONEST).fill('200 undefined'));
      expect(hosts.errors()).toEqual([]);
      expect(await hosts.warnings()).not.toContain('storage');
    },
  );
});
