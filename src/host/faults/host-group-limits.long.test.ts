/** Three hosts as real processes on PostgreSQL and Redis: nobody has a budget once more on each of them. */
import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { DEFAULT_JOIN_BURST, JOINS_PER_SECOND } from '../limits/join-limit.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import { call } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';

const HOSTS = 3;
/** More than may join from one address at once, and fewer on each host than that. */
const JOINS = DEFAULT_JOIN_BURST + 60;
const FIRST = ['Anna', 'Ben', 'Carla'];
/** Processes that start on a machine which is busy with other tests. */
const LIMIT_MS = 120_000;

const server = await findTestServer();
const note = server.note || OWN_REDIS.note;

describe.skipIf(note !== '')(`the limits of three hosts${note}`, () => {
  let group: HostGroup;
  beforeAll(async () => {
    group = await HostGroup.start(server.url ?? '', HOSTS, { joinBurst: DEFAULT_JOIN_BURST });
    for (const name of FIRST) await group.join(0, name);
  }, LIMIT_MS);
  afterAll(() => group.dispose(), LIMIT_MS);

  let guesses = 0;
  /** The answer to a PIN that nobody has. */
  const guess = async (at: number, name: string): Promise<number> => {
    const response = await fetch(`${group.host(at).url}/api/v2/games/${group.code}/seats/recover`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `guess-${(guesses += 1)}` },
      body: JSON.stringify({ player_name: name, seat_pin: 'wrong' }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  const guessAt = async (hosts: readonly number[], name: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (const at of hosts) statuses.push(await guess(at, name));
    return statuses;
  };
  const warningsOn = async (at: number): Promise<string> => (await call(group.host(at), '/host')).text;

  const connections = async (): Promise<number> => {
    const client = createClient({ url: group.redis.url });
    await client.connect();
    const list = await client.clientList();
    client.destroy();
    return list.length;
  };

  it('as many may join from one address as on one host, however they are spread', async () => {
    const beganAt = performance.now();
    const names = Array.from({ length: JOINS }, (_, index) => `Player ${index}`);
    const answers = await Promise.all(names.map((name, index) => group.askToJoin(index % HOSTS, name)));
    const passedSeconds = (performance.now() - beganAt) / 1_000;
    const joined = answers.filter(({ status }) => status === 201).length;
    const refused = answers.filter(({ status }) => status === 429);
    expect(joined + refused.length).toBe(JOINS);
    expect(joined).toBeGreaterThanOrEqual(DEFAULT_JOIN_BURST - FIRST.length);
    // While they come, the budget fills up again.
    expect(joined).toBeLessThanOrEqual(DEFAULT_JOIN_BURST * (1 + JOINS_PER_SECOND * passedSeconds));
    for (const { text } of refused) expect(text).toContain('joins_at_once');
  });

  it('wrong PINs on some are wrong PINs on all, and every desk is told', { timeout: LIMIT_MS }, async () => {
    expect(await guessAt([0, 1, 2, 0, 1], 'Anna')).toEqual([401, 401, 401, 401, 401]);
    expect(await guessAt([2, 1, 0], 'Anna')).toEqual([429, 429, 429]);
    for (let at = 0; at < HOSTS; at += 1)
      await expect.poll(() => warningsOn(at), { timeout: 10_000 }).toContain('pin_guesses');
  });

  it(
    'while Redis is away, each counts by itself, and they go on together',
    { timeout: LIMIT_MS },
    async () => {
      await group.redis.kill();
      expect(await guessAt([0, 0, 0, 0, 0, 0], 'Ben')).toEqual([401, 401, 401, 401, 401, 429]);
      expect(await guessAt([1, 1], 'Ben')).toEqual([401, 401]);
      await group.redis.start();
      // Two of each host, and this one.
      await expect.poll(connections, { timeout: 20_000 }).toBe(2 * HOSTS + 1);
      expect(await guessAt([0, 1, 2, 0, 1, 2], 'Carla')).toEqual([401, 401, 401, 401, 401, 429]);
    },
  );
});
