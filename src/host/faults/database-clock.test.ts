/** Hosts as real processes, whose database's clock is set while a game is on: nothing runs out, nothing stands still, and desks say so. */
import Type from 'typebox';
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_POSTGRES, startOwnPostgres, type OwnPostgres } from '../../../scripts/own-postgres.ts';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { Challenge } from '../../protocol/entity-schemas.ts';
import { HostInfo } from '../../protocol/host-info.ts';
import { AuditLogResponse } from '../../protocol/rest-schemas.ts';
import { runSql } from '../storage/postgres/postgres-server.harness.ts';
import { readObject } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';

const HOUR_MS = 60 * 60_000;
const LIMIT_MS = 240_000;
/** Until every host has found out, on a busy machine. */
const PATIENCE = { timeout: 60_000 };
/** What a busy machine adds to the way to a host and to the database. */
const MOST_OFF_MS = 900;
const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };
/** A server whose clock the test sets: its functions come before PostgreSQL's own. */
const SETTABLE_CLOCK = `
  create table set_clock (by_ms bigint not null);
  insert into set_clock values (0);
  create function public.clock_timestamp() returns timestamptz language sql volatile as
    'select pg_catalog.clock_timestamp() + (select by_ms from public.set_clock) * interval ''1 millisecond''';
  do $$ begin
    execute format('alter database %I set search_path = public, pg_catalog', current_database());
  end $$`;
const note = OWN_POSTGRES.note || OWN_REDIS.note;

describe.skipIf(note !== '')(`hosts whose database’s clock is set${note}`, () => {
  let postgres: OwnPostgres;
  let group: HostGroup;
  let hosts = 2;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    group = await HostGroup.start(postgres.url, hosts, {
      prepareDatabase: async (url) => void (await runSql(url, SETTABLE_CLOCK)),
    });
  }, LIMIT_MS);
  afterAll(async () => {
    await group.dispose();
    await postgres.dispose();
  }, LIMIT_MS);

  const everyHost = () => Array.from({ length: hosts }, (_, at) => at);
  const setClock = (ms: number) => runSql(group.databaseUrl, `update set_clock set by_ms = ${ms}`);
  const post = (at: number, path: string, key: string, body: object = {}) =>
    group.send(at, path, { method: 'POST', key, body, seat: group.bankerId });
  const aheadAt = async (at: number): Promise<readonly unknown[]> => {
    const { warnings } = Value.Parse(HostInfo, JSON.parse((await group.send(at, '/host', {})).text));
    return warnings.filter(({ code }) => code === 'database_clock').map(({ params }) => params['ahead_ms']);
  };
  /** By this machine's clock, which nobody sets. */
  const expectTrueTime = async () => {
    for (const at of everyHost()) {
      const before = Date.now();
      const { server_time } = readObject((await group.send(at, '/ping', {})).text);
      expect(Number(server_time)).toBeGreaterThanOrEqual(before - MOST_OFF_MS);
      expect(Number(server_time)).toBeLessThanOrEqual(Date.now() + MOST_OFF_MS);
    }
  };
  const untilSaid = async (isSaid: (ahead: readonly unknown[]) => boolean) => {
    await expect
      .poll(async () => {
        await expectTrueTime();
        return (await Promise.all(everyHost().map(aheadAt))).every(isSaid);
      }, PATIENCE)
      .toBe(true);
  };

  it(
    'G7 play on as if nothing had happened, and say so until it is right again',
    async () => {
      const { id: playerId, token } = await group.join(0, 'Anna');
      await group.send(0, '/games/:code/start', { method: 'POST', key: 'start' });
      const asked = await group.send(0, '/challenges/:code/request', {
        method: 'POST',
        key: 'ask',
        body: { player_id: playerId, building_type: 'farm' },
        token,
      });
      const { id } = readObject(asked.text);
      const given = await post(1, `/challenges/:code/${String(id)}/assign`, 'give', {
        ...PUSH_UPS,
        duration_seconds: 1_800,
      });
      expect(given.status).toBe(200);
      const end = { end_time: Date.now() + 0.5 * HOUR_MS, ends_by_itself: true };
      expect((await group.send(0, '/games/:code', { method: 'PATCH', body: end, key: 'end' })).status).toBe(
        200,
      );

      await setClock(HOUR_MS);
      await untilSaid(([ahead]) => Math.abs(Number(ahead) - HOUR_MS) < MOST_OFF_MS);
      await group.add();
      hosts += 1;
      await untilSaid(([ahead]) => Math.abs(Number(ahead) - HOUR_MS) < MOST_OFF_MS);
      await setClock(0);
      await untilSaid((ahead) => ahead.length === 0);

      for (const at of everyHost()) {
        const { text } = await group.send(at, '/challenges/:code/active?include_time_remaining=true', {});
        const [open] = Value.Parse(Type.Array(Challenge), JSON.parse(text));
        expect(open).toMatchObject({ id, status: 'assigned' });
        expect(open?.time_remaining_seconds).toBeGreaterThan(1_600);
        expect(readObject((await group.send(at, '/games/:code', {})).text)).toMatchObject({
          status: 'in_progress',
        });
        await group.join(at, `Later ${at}`);
      }
      const { text } = await group.send(0, '/games/:code/events', {});
      const times = Value.Parse(AuditLogResponse, readObject(text)).items.map(({ at }) => Date.parse(at));
      expect(times.toReversed()).toEqual(times.toSorted((one, other) => one - other));
      expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(10_000);
    },
    LIMIT_MS,
  );
});
