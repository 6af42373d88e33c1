/** Of two hosts with the same games on PostgreSQL, one wipes a game in which the other is asked for something: nothing has failed, and nobody is told so. */
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
  readItems,
  readObject,
  type SeatToken,
} from './api-client.harness.ts';
import { bareOptions } from './bare-options.harness.ts';

const LIMIT_MS = 60_000;
const ERROR_LEVEL = 50;
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
  const folder = temporaryFolder();
  const bus = createFakeBus();
  const logged: string[] = [];
  let database: TestDatabase;
  let one: Host;
  let other: Host;
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

  const start = (name: string, wrap: (open: OpenStore) => OpenStore, logSink: (line: string) => void) =>
    createHost({
      ...bareOptions(join(folder.path, name)),
      openStore: wrap(openStoreAt(database.address, 'many', join(folder.path, 'secret'))),
      openBus: () => bus.open(),
      joinBurst: 10_000,
      logSink,
    });

  beforeAll(async () => {
    database = await createTestDatabase(server.url ?? '');
    writeFileSync(join(folder.path, 'secret'), randomBytes(32).toString('hex'), { mode: 0o600 });
    one = await start(
      'one',
      (open) => open,
      () => undefined,
    );
    other = await start('other', slowly, (line) => void logged.push(line));
  }, LIMIT_MS);
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await database.drop();
    folder.dispose();
  }, LIMIT_MS);
  beforeEach(() => {
    isLooking = true;
    beforeWrites = [];
    bus.setWorking(true);
  });

  const ask = (host: Host, { path, ...options }: Asked): Promise<ApiResponse> =>
    call(host, path, { key: randomUUID(), ...options });

  /** It runs, and is open on the other host. */
  async function openNight(): Promise<Night> {
    const { text } = await ask(one, post('/games', { name: 'Night', team_count: 2 }));
    const code = String(readObject(text)['game_code']);
    await ask(one, post(`/games/${code}/start`));
    const joined = await ask(other, {
      ...post(`/games/${code}/players`, { player_name: 'Leo', team_number: 1 }),
      token: null,
    });
    const { player_id: id, token, seat_pin: pin } = readObject(joined.text);
    // That the bus counts nothing, among others.
    logged.length = 0;
    return { code, leo: { id: Number(id), token: String(token) }, pin: String(pin) };
  }

  const wipe = async (code: string) => {
    const { status } = await ask(one, { method: 'DELETE', path: `/games/${code}`, body: {} });
    expect(status).toBe(204);
  };
  const codesOn = async (host: Host) =>
    readItems((await call(host, '/games')).text).map((game) => game['game_code']);
  const errors = () => logged.map(readObject).filter(({ level }) => Number(level) >= ERROR_LEVEL);
  const meant = ({ status, text }: ApiResponse) => `${status} ${String(readObject(text)['reason'])}`;
  const warnings = async () => {
    const { text } = await call(other, '/host');
    return JSON.stringify(readObject(text)['warnings']);
  };

  /** Also once the other host has found out. */
  async function expectGone(code: string): Promise<void> {
    await expect.poll(() => codesOn(other)).not.toContain(code);
    expect(meant(await ask(other, say(code)))).toBe('404 no_such_game');
    expect(errors()).toEqual([]);
    expect(await warnings()).not.toContain('storage');
  }

  it.each(Object.entries(WRITTEN))('takes no more: %s', async (_, asked) => {
    const night = await openNight();
    bus.setWorking(false);
    isLooking = false;
    await wipe(night.code);
    expect(meant(await ask(other, asked(night)))).toBe('503 closing');
    await expectGone(night.code);
  });

  it.each(Object.entries(WRITTEN))(
    'takes no more, though it was there when it was asked: %s',
    async (_, asked) => {
      const night = await openNight();
      isLooking = false;
      beforeWrites = [() => wipe(night.code)];
      expect(meant(await ask(other, asked(night)))).toBe('503 closing');
      await expectGone(night.code);
    },
  );

  it('gives out no link, though the answer was stored before', async () => {
    const { code, leo } = await openNight();
    beforeWrites = [() => Promise.resolve(), () => wipe(code)];
    expect(meant(await ask(other, post(`/games/${code}/tickets`, { for: 'seat', player_id: leo.id })))).toBe(
      '503 closing',
    );
    await expectGone(code);
  });

  it.each([
    ['is made', 0],
    ['is told of', 1],
  ])('does not go on in a next one, wiped when that %s', async (_, earlier) => {
    const { code } = await openNight();
    await ask(other, post(`/games/${code}/end`));
    beforeWrites = [...Array.from({ length: earlier }, () => () => Promise.resolve()), () => wipe(code)];
    expect(meant(await ask(other, post(`/games/${code}/next`)))).toBe('503 closing');
    await expectGone(code);
    expect(await codesOn(other)).toEqual([]);
  });

  it.each([
    ['with the bus', true],
    ['without the bus', false],
  ])('takes in whoever came before, and nobody after, %s', async (_, isWorking) => {
    const { code } = await openNight();
    bus.setWorking(isWorking);
    const joining = Array.from({ length: 12 }, (__, at) => ask(other, joinAs(code, `Mia ${at}`)));
    await joining[0];
    await wipe(code);
    const later = Array.from({ length: 12 }, () => ask(other, say(code)));
    const told = new Set((await Promise.all([...joining, ...later])).map(meant));
    for (const known of ['201 undefined', '503 closing', '404 wrong_code', '404 no_such_game'])
      told.delete(known);
    expect([...told]).toEqual([]);
    await expectGone(code);
  });
});
