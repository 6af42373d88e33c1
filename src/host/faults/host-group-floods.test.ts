/** A flood of joins that a balancer spreads over several hosts: each desk sees it, and one tap at any host removes it. */
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_POSTGRES, startOwnPostgres, type OwnPostgres } from '../../../scripts/own-postgres.ts';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { HostInfo } from '../../protocol/host-info.ts';
import { readItems } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';

const HOSTS = 3;
const note = OWN_POSTGRES.note || OWN_REDIS.note;
const LIMIT_MS = 240_000;

describe.skipIf(note !== '')(`joins that come to several hosts${note}`, () => {
  let postgres: OwnPostgres;
  let group: HostGroup;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    group = await HostGroup.start(postgres.url, HOSTS);
  }, LIMIT_MS);
  afterAll(async () => {
    await group.dispose();
    await postgres.dispose();
  }, LIMIT_MS);

  const floodsAt = async (at: number) => {
    const { warnings } = Value.Parse(HostInfo, JSON.parse((await group.send(at, '/host', {})).text));
    return warnings.filter(({ code }) => code === 'many_joins').map(({ params }) => params);
  };
  const joinMany = (count: number, name: string) =>
    Promise.all(
      Array.from({ length: count }, (_, index) => group.askToJoin(index % HOSTS, `${name} ${index}`)),
    );
  const removeAt = (at: number, { source, since }: Readonly<Record<string, unknown>>, key: string) =>
    group.send(at, '/games/:code/players/remove', { method: 'POST', key, body: { source, since } });
  const countAt = async (at: number): Promise<number> => {
    const { text } = await group.send(at, '/games/:code/players', {});
    return readItems(text).filter(({ role, removed }) => role === 'player' && removed !== true).length;
  };

  it(
    'are one flood for every desk, also at a host that nobody joined at, and are gone after one tap',
    async () => {
      await joinMany(120, 'Flood');
      const [first, ...others] = await Promise.all([0, 1, 2].map(floodsAt));
      expect(first).toMatchObject([{ game_code: group.code, joined: 120, addresses: 1 }]);
      expect(others).toEqual([first, first]);

      await group.add();
      expect(await floodsAt(HOSTS)).toEqual(first);

      const [flood] = first ?? [];
      const { status, text } = await removeAt(HOSTS, flood ?? {}, 'remove');
      expect([status, JSON.parse(text)]).toMatchObject([200, { removed: 120 }]);
      for (const at of [0, 1, 2, HOSTS]) {
        await expect.poll(() => countAt(at)).toBe(0);
        await expect.poll(() => floodsAt(at)).toEqual([]);
      }
      // What came meanwhile goes with another tap, wherever.
      await joinMany(9, 'Late');
      expect(JSON.parse((await removeAt(1, flood ?? {}, 'again')).text)).toMatchObject({ removed: 9 });
    },
    LIMIT_MS,
  );
});
