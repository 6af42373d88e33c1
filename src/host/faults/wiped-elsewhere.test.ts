/** Of two hosts with the same games on PostgreSQL, one wipes a game in which the other is asked for something: nothing has failed, and nobody is told so. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import type { OpenStore } from '../storage/open-store.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import {
  type ApiResponse,
  call,
  type CallOptions,
  readItems,
  readObject,
  type SeatToken,
} from './api-client.harness.ts';
import { reasonIn, startTwoHosts, type TwoHosts } from './two-hosts.harness.ts';

const LIMIT_MS = 60_000;
const server = await findTestServer();

interface Night {
  readonly code: string;
  readonly leo: SeatToken;
  readonly pin: string;
}

interface Asked extends Pick<CallOptions, 'method' | 'body' | 'token'> {
  readonly path: string;
}

const post = (path: string, body: object = {}): Asked => ({ method: 'POST', path, body });
const joinAs = (code: string, name = 'Mia'): Asked => ({
  ...post(`/games/${code}/players`, { player_name: name }),
  token: null,
});

const say = (code: string): Asked => post(`/games/${code}/message`, { text: 'Hello' });

/** What is written in a game, each by a call. */
const WRITTEN: Readonly<Record<string, (night: Night) => Asked>> = {
  'somebody who joins': ({ code }) => joinAs(code),
  'somebody who comes back with a PIN': ({ code, pin }) => ({
    ...post(`/games/${code}/seats/recover`, { player_name: 'Leo', seat_pin: pin }),
    token: null,
  }),
  'a request': ({ code, leo }) => ({
    ...post(`/challenges/${code}/request`, { player_id: leo.id, building_type: 'farm' }),
    token: leo.token,
  }),
  'several players': ({ code }) =>
    post(`/games/${code}/players/several`, { player_names: ['Ann', 'Ben'], team_number: 1 }),
  settings: ({ code }) => ({ method: 'PATCH', path: `/games/${code}`, body: { name: 'Another' } }),
  'a message': ({ code }) => say(code),
  'a removal': ({ code, leo }) => ({ method: 'DELETE', path: `/games/${code}/players/${leo.id}`, body: {} }),
  'a link': ({ code, leo }) => post(`/games/${code}/tickets`, { for: 'seat', player_id: leo.id }),
  'the end': ({ code }) => post(`/games/${code}/end`),
};

describe.skipIf(server.note !== '')(`a game that another host has wiped${server.note}`, () => {
  let hosts: TwoHosts;
  /** Whether the other host finds out by itself, as soon as it next compares what is stored. */
  let isLooking = true;
  /** What happens before the other host writes, the next times. */
  let beforeWrites: (() => Promise<unknown>)[] = [];

  const slowly =
    (open: OpenStore): OpenStore =>
    async (options) => {
      const { eventStore, tickets, ...store } = await open(options);
      let seen = await eventStore.list();
      return {
        ...store,
        tickets: {
          ...tickets,
          async put(ticket) {
            await beforeWrites.shift()?.();
            await tickets.put(ticket);
          },
        },
        eventStore: {
          ...eventStore,
          async append(batch) {
            await beforeWrites.shift()?.();
            await eventStore.append(batch);
          },
          async list(gameIds) {
            if (isLooking) seen = await eventStore.list(gameIds);
            return seen;
          },
        },
      };
    };

  beforeAll(async () => {
    hosts = await startTwoHosts(server.url ?? '', slowly);
  }, LIMIT_MS);
  afterAll(() => hosts.dispose(), LIMIT_MS);
  beforeEach(() => {
    isLooking = true;
    beforeWrites = [];
    hosts.bus.setWorking(true);
  });

  const ask = (host: Host, { path, ...options }: Asked): Promise<ApiResponse> =>
    call(host, path, { key: randomUUID(), ...options });

  /** It runs, and is open on the other host. */
  async function openNight(): Promise<Night> {
    const { text } = await ask(hosts.one, post('/games', { name: 'Night', team_count: 2 }));
    const code = String(readObject(text)['game_code']);
    await ask(hosts.one, post(`/games/${code}/start`));
    const joined = await ask(hosts.other, {
      ...post(`/games/${code}/players`, { player_name: 'Leo', team_number: 1 }),
      token: null,
    });
    const { player_id: id, token, seat_pin: pin } = readObject(joined.text);
    // That the bus counts nothing, among others.
    hosts.forget();
    return { code, leo: { id: Number(id), token: String(token) }, pin: String(pin) };
  }

  const wipe = async (code: string) => {
    const { status } = await ask(hosts.one, { method: 'DELETE', path: `/games/${code}`, body: {} });
    expect(status).toBe(204);
  };
  const codesOn = async (host: Host) =>
    readItems((await call(host, '/games')).text).map((game) => game['game_code']);

  /** Also once the other host has found out. */
  async function expectGone(code: string): Promise<void> {
    await expect.poll(() => codesOn(hosts.other)).not.toContain(code);
    expect(reasonIn(await ask(hosts.other, say(code)))).toBe('404 no_such_game');
    expect(hosts.errors()).toEqual([]);
    expect(await hosts.warnings()).not.toContain('storage');
  }

  it.each(Object.entries(WRITTEN))('takes no more: %s', async (_, asked) => {
    const night = await openNight();
    hosts.bus.setWorking(false);
    isLooking = false;
    await wipe(night.code);
    expect(reasonIn(await ask(hosts.other, asked(night)))).toBe('503 closing');
    await expectGone(night.code);
  });

  it.each(Object.entries(WRITTEN))(
    'takes no more, though it was there when it was asked: %s',
    async (_, asked) => {
      const night = await openNight();
      isLooking = false;
      beforeWrites = [() => wipe(night.code)];
      expect(reasonIn(await ask(hosts.other, asked(night)))).toBe('503 closing');
      await expectGone(night.code);
    },
  );

  it('gives out no link, though the answer was stored before', async () => {
    const { code, leo } = await openNight();
    beforeWrites = [() => Promise.resolve(), () => wipe(code)];
    expect(
      reasonIn(await ask(hosts.other, post(`/games/${code}/tickets`, { for: 'seat', player_id: leo.id }))),
    ).toBe('503 closing');
    await expectGone(code);
  });

  it.each([
    ['is made', 0],
    ['is told of', 1],
  ])('does not go on in a next one, wiped when that %s', async (_, earlier) => {
    const { code } = await openNight();
    await ask(hosts.other, post(`/games/${code}/end`));
    beforeWrites = [...Array.from({ length: earlier }, () => () => Promise.resolve()), () => wipe(code)];
    expect(reasonIn(await ask(hosts.other, post(`/games/${code}/next`)))).toBe('503 closing');
    await expectGone(code);
    expect(await codesOn(hosts.other)).toEqual([]);
  });

  it.each([
    ['with the bus', true],
    ['without the bus', false],
  ])('takes in whoever came before, and nobody after, %s', async (_, isWorking) => {
    const { code } = await openNight();
    hosts.bus.setWorking(isWorking);
    const joining = Array.from({ length: 12 }, (__, at) => ask(hosts.other, joinAs(code, `Mia ${at}`)));
    await joining[0];
    await wipe(code);
    const later = Array.from({ length: 12 }, () => ask(hosts.other, say(code)));
    const told = new Set((await Promise.all([...joining, ...later])).map(reasonIn));
    for (const known of ['201 undefined', '503 closing', '404 wrong_code', '404 no_such_game'])
      told.delete(known);
    expect([...told]).toEqual([]);
    await expectGone(code);
  });
});
