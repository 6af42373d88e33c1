/** The bus on a real Redis server, which is frozen, ended and started again. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OWN_REDIS, startOwnRedis, type OwnRedis } from '../../../scripts/own-redis.ts';
import { systemClock, type Clock } from '../time/clock.ts';
import type { HostBus } from './host-bus.ts';
import { parseRedisAddress } from './redis-address.ts';
import { redisBusAt } from './redis-bus.ts';

const PATIENCE = { timeout: 10_000 };

/** Ten times as fast, so that silence is noticed sooner. */
function quickClock(): Pick<Clock, 'monotonic' | 'after' | 'defer'> {
  const clock = systemClock();
  return {
    monotonic: () => clock.monotonic() * 10,
    after: (ms, call) => clock.after(ms / 10, call),
    defer: (call) => clock.defer(call),
  };
}

describe.skipIf(OWN_REDIS.path === null)(`a bus on Redis${OWN_REDIS.note}`, () => {
  let server: OwnRedis;
  let buses: HostBus[];
  let reports: string[];

  beforeEach(async () => {
    server = await startOwnRedis();
    buses = [];
    reports = [];
  });
  afterEach(async () => {
    for (const bus of buses) await bus.close();
    await server.dispose();
  });

  function open(prefix = 'test', url = server.url): { bus: HostBus; isWorking: () => boolean } {
    const address = parseRedisAddress(url);
    if (address === null) throw new Error('This is no address of Redis.');
    const report = (message: string) => void reports.push(message);
    const bus = redisBusAt(address)({ name: prefix, clock: quickClock(), report });
    buses.push(bus);
    let now = false;
    bus.watch((isWorking) => {
      now = isWorking;
    });
    return { bus, isWorking: () => now };
  }
  /** Messages from the one arrive at the other. */
  async function connected(one: HostBus, other: HostBus): Promise<void> {
    const heard = listen(other, 'hello');
    const say = () => {
      one.publish('hello', '');
      return heard.length;
    };
    await expect.poll(say, PATIENCE).toBeGreaterThan(0);
  }

  function listen(bus: HostBus, topic: string): string[] {
    const heard: string[] = [];
    bus.subscribe(topic, (text) => heard.push(text));
    return heard;
  }

  it('carries what is published to every host of the same installation, in order', async () => {
    const [one, other, stranger] = [open(), open(), open('another')];
    const [here, there, elsewhere] = [one, other, stranger].map(({ bus }) => listen(bus, 'game 5'));
    for (const each of [one, other]) await connected(one.bus, each.bus);
    await connected(stranger.bus, stranger.bus);
    for (const text of ['1', '2', '3']) one.bus.publish('game 5', text);
    one.bus.publish('game 6', 'not for them');
    await expect.poll(() => there, PATIENCE).toEqual(['1', '2', '3']);
    await expect.poll(() => here, PATIENCE).toEqual(['1', '2', '3']);
    expect(elsewhere).toEqual([]);
  });

  it('tells nobody who listens no more, and everybody else still', async () => {
    const { bus } = open();
    const first: string[] = [];
    const stop = bus.subscribe('game 5', (text) => first.push(text));
    const second = listen(bus, 'game 5');
    await connected(bus, bus);
    stop();
    bus.publish('game 5', '1');
    await expect.poll(() => second, PATIENCE).toEqual(['1']);
    expect(first).toEqual([]);
  });

  it.each([
    ['is frozen for a while', async (one: OwnRedis) => one.freeze(), async (one: OwnRedis) => one.thaw()],
    ['is ended and started again', (one: OwnRedis) => one.kill(), (one: OwnRedis) => one.start()],
  ])('says that nothing arrives while the server %s, and goes on by itself', async (_, harm, mend) => {
    const [one, other] = [open(), open()];
    const heard = listen(other.bus, 'game 5');
    await connected(one.bus, other.bus);
    await harm(server);
    await expect.poll(one.isWorking, PATIENCE).toBe(false);
    // Far more than may wait for an answer: none of them keeps anybody waiting, or memory.
    for (let seq = 0; seq < 5_000; seq += 1) one.bus.publish('game 5', 'meanwhile');
    await mend(server);
    await expect.poll(one.isWorking, PATIENCE).toBe(true);
    await connected(one.bus, other.bus);
    one.bus.publish('game 5', 'afterwards');
    await expect.poll(() => heard.at(-1), PATIENCE).toBe('afterwards');
    expect(heard.length).toBeLessThanOrEqual(1_001);
    // A frozen server keeps its connections.
    expect(new Set(reports).size).toBeLessThanOrEqual(1);
  });

  it('begins without a server, works once there is one, and tells of the loss once without its password', async () => {
    await server.kill();
    const url = server.url.replace('//', '//anna:geheim@');
    const lone = open('test', url);
    await expect.poll(() => reports, PATIENCE).toHaveLength(1);
    expect(reports[0]).toBe(`the connection to ${server.url} was lost`);
    await expect.poll(lone.isWorking, PATIENCE).toBe(false);
    const named = open();
    await server.start();
    await expect.poll(named.isWorking, PATIENCE).toBe(true);
  });

  it('takes an answer that came while this host itself stood still', async () => {
    const { bus } = open();
    const say = (word: string) => bus.evaluate('return {ARGV[1]}', [], [word]);
    await expect.poll(() => say('hello'), PATIENCE).toEqual(['hello']);
    const answer = say('again');
    // From now on, Redis has the question.
    await nextTurn();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    expect(await answer).toEqual(['again']);
    expect(await say('and again')).toEqual(['and again']);
  });
});
