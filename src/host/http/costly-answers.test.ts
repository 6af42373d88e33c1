import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Role } from '../../game/state.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { type CostlyLimits, createCostlyAnswers, MIN_READING_MS, REST_MS } from './costly-answers.ts';
import { makeGame, startTestApp, type TestApp } from './test-app.harness.ts';

/** A connection, as far as anybody who counts answers can see. */
class Connection extends EventEmitter {
  destroyed = false;
  resetAndDestroy(): this {
    this.destroyed = true;
    return this;
  }
}

function countAnswers(limits: Partial<CostlyLimits>) {
  const clock = createManualClock();
  const costly = createCostlyAnswers(clock, { perCaller: 100, ...limits });
  const begin = (callerId: number, ip = '10.0.0.1', role: Role = 'player', socket = new Connection()) => {
    const raw = new EventEmitter();
    costly.begin({ ip, raw: { socket } }, { raw }, { callerId, actor: { role } });
    return { socket, raw };
  };
  return { clock, begin };
}

const TOO_MANY: unknown = expect.objectContaining({ code: 'too_many', retryAfterSeconds: 1 });
const BUSY: unknown = expect.objectContaining({ code: 'busy', retryAfterSeconds: 1 });
const anna = 17;
const ben = 18;
const clara = 19;
const dora = 20;

describe('long answers', () => {
  it('count for their caller until they have been read', () => {
    const { begin } = countAnswers({ perCaller: 2 });
    const first = begin(anna);
    begin(anna);
    expect(() => begin(anna)).toThrow(TOO_MANY);
    begin(ben);
    first.raw.emit('close');
    begin(anna);
    expect(() => begin(anna)).toThrow('Only 2 long answers at a time.');
  });

  it('count once, however they end, and leave no listener', () => {
    const { begin } = countAnswers({ perCaller: 1 });
    for (const end of [['raw'], ['socket'], ['raw', 'socket'], ['socket', 'raw']] as const) {
      const under = begin(anna);
      for (const each of end) under[each].emit('close');
      expect([under.raw.listenerCount('close'), under.socket.listenerCount('close')]).toEqual([0, 0]);
      const next = begin(anna);
      expect(() => begin(anna)).toThrow(TOO_MANY);
      next.raw.emit('close');
    }
  });

  it('do not count for ever for who left before they were begun', () => {
    const { begin } = countAnswers({ perCaller: 1 });
    const { socket } = begin(anna, '10.0.0.1', 'player', new Connection().resetAndDestroy());
    expect(socket.listenerCount('close')).toBe(0);
    begin(anna);
  });

  it('of players, however many, leave bankers, boards and owners all of their places, and the other way round', () => {
    const { begin } = countAnswers({ desks: 3, players: 2, playersPerNetwork: 2 });
    begin(anna);
    begin(ben);
    expect(() => begin(clara, '10.0.0.2')).toThrow(BUSY);
    const owner = begin(0, '10.0.0.1', 'banker');
    begin(1, '10.0.0.1', 'banker');
    begin(2, '10.0.0.1', 'board');
    expect(() => begin(3, '10.0.0.2', 'banker')).toThrow(BUSY);
    owner.raw.emit('close');
    expect(() => begin(clara)).toThrow(BUSY);
    begin(3, '10.0.0.2', 'banker');
  });

  it.each([
    ['of one address', '10.0.0.1', '10.0.0.1', '10.0.0.2'],
    ['of one IPv6 network', 'fe80::1', 'fe80::2', 'fe80:0:0:1::1'],
  ])('of the players %s leave places for players at others', (_whose, address, same, other) => {
    const { begin } = countAnswers({ players: 5, playersPerNetwork: 2 });
    begin(anna, address);
    begin(anna, same);
    expect(() => begin(ben, same)).toThrow(BUSY);
    begin(ben, other);
  });

  it('make room for who asks, once they have been read for long: the one read for longest goes', () => {
    const { begin, clock } = countAnswers({ players: 2, playersPerNetwork: 2 });
    const oldest = begin(anna);
    clock.advance(1);
    const older = begin(anna);
    clock.advance(MIN_READING_MS - 2);
    expect(() => begin(ben)).toThrow(BUSY);
    clock.advance(1);
    const next = begin(ben);
    expect([oldest, older, next].map(({ socket }) => socket.destroyed)).toEqual([true, false, false]);
    expect(() => begin(clara, '10.0.0.2')).toThrow(BUSY);
    // What is still to be heard of the one that went frees nobody else's place.
    oldest.raw.emit('close');
    oldest.socket.emit('close');
    expect(() => begin(clara, '10.0.0.2')).toThrow(BUSY);
    clock.advance(1);
    begin(clara, '10.0.0.2');
    expect([older, next].map(({ socket }) => socket.destroyed)).toEqual([true, false]);
  });

  it('of others do not go while there is room, nor do those of another network', () => {
    const { begin, clock } = countAnswers({ players: 3, playersPerNetwork: 1 });
    const far = begin(anna, '10.0.0.2');
    const near = begin(ben);
    clock.advance(MIN_READING_MS);
    begin(dora, '10.0.0.3');
    begin(clara);
    expect([far, near].map(({ socket }) => socket.destroyed)).toEqual([false, true]);
  });

  it('of a desk make room for another desk', () => {
    const { begin, clock } = countAnswers({ desks: 1 });
    const { socket } = begin(1, '10.0.0.1', 'banker');
    clock.advance(MIN_READING_MS);
    begin(0, '10.0.0.1', 'banker');
    expect(socket.destroyed).toBe(true);
  });

  it('make no room for who has others under way', () => {
    const { begin, clock } = countAnswers({ players: 2, playersPerNetwork: 2 });
    begin(anna);
    const own = begin(ben);
    clock.advance(MIN_READING_MS);
    expect(() => begin(ben)).toThrow(BUSY);
    own.raw.emit('close');
    begin(ben);
  });

  it('take only the emptier half of the places for ten minutes after one of theirs had to go', () => {
    const { begin, clock } = countAnswers({ players: 4, playersPerNetwork: 4 });
    const slow = Array.from({ length: 4 }, () => begin(anna));
    clock.advance(MIN_READING_MS);
    const honest = begin(ben);
    expect(() => begin(anna)).toThrow(BUSY);
    honest.raw.emit('close');
    expect(() => begin(anna)).toThrow(BUSY);
    slow[1]?.raw.emit('close');
    slow[2]?.raw.emit('close');
    begin(anna);
    expect(() => begin(anna)).toThrow(BUSY);
    clock.advance(REST_MS);
    begin(anna);
  });
});

describe('the routes with long answers', () => {
  let app: TestApp;
  afterEach(() => app.close());

  it.each(['none', 'one'] as const)('are limited, others are not (%s allowed)', async (allowed) => {
    app = await startTestApp({ costlyLimits: { perCaller: allowed === 'none' ? 0 : 1 } });
    const game = await makeGame(app);
    const { token } = game.banker;
    const long = [
      `${game.challenges}/history`,
      `${game.challenges}/active`,
      `${game.path}/players`,
      `${game.path}/events`,
      `${game.path}/events.csv`,
      `${game.path}/export`,
    ];
    const other = [
      game.path,
      `${game.path}/me`,
      `${game.path}/teams`,
      '/api/v2/host',
      '/docs/json',
      '/docs/yaml',
    ];
    const statuses = async (paths: readonly string[]) => {
      const found: number[] = [];
      for (const path of paths) found.push((await app.call(path, { token })).status);
      return new Set(found);
    };
    expect(await statuses(long)).toEqual(new Set([allowed === 'none' ? 429 : 200]));
    expect(await statuses(other)).toEqual(new Set([200]));
  });

  it('are not those of the documentation, which is written out once, whoever asks and how often', async () => {
    app = await startTestApp();
    let written = 0;
    const { swagger } = app.app;
    app.app.swagger = ((...all: []) => {
      written += 1;
      return swagger(...all);
    }) as typeof swagger;
    for (const path of ['/docs/json', '/docs/yaml', '/docs/json?a=1', '/docs/yaml', '/docs/json'])
      expect((await app.call(path)).status).toBe(200);
    expect(written).toBe(2);
  });

  it('refuse strangers without counting them', async () => {
    app = await startTestApp({ costlyLimits: { perCaller: 0, players: 0, desks: 0 } });
    const game = await makeGame(app);
    expect((await app.call(`${game.challenges}/history`)).status).toBe(401);
  });
});
