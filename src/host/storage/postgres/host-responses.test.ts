/** Which answers that belong to no game are kept on PostgreSQL, where several owners have one database; and that damaged ones are noticed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, DamagedDataError } from '../event-store.ts';
import { createTestDatabase, findTestServer, runSql, type TestDatabase } from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const server = await findTestServer();
const ANSWER = { status: 201, body: '{"name":"Zed"}', secretsOf: null };
const keyOf = (participantId: number, key: string) => ({ participantId, key, requestHash: 'h1' });

describe.skipIf(server.url === null)(`answers that belong to no game, on PostgreSQL${server.note}`, () => {
  let database: TestDatabase;
  let store: PostgresStore;
  const sql = <Row extends object>(text: string) => runSql<Row>(database.url, text);
  beforeEach(async () => {
    database = await createTestDatabase(server.url ?? '');
    store = await openPostgresStore(database);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it.each([
    ['body', "body = replace(body, 'Zed', 'Pwn')"],
    ['status', 'status = 204'],
    ['request', "request_hash = 'h2'"],
    ['checksum', 'checksum = checksum + 1'],
  ])(
    'are not repeated where their %s was changed, and nothing is done in their place',
    async (_part, change) => {
      const { hostResponses, exerciseLibrary } = store;
      const key = keyOf(0, 'add');
      await hostResponses.put(key, ANSWER);
      await sql(`update host_responses set ${change}`);
      await expect(hostResponses.find(0, 'add')).rejects.toThrow(DamagedDataError);
      await expect(hostResponses.put(key, ANSWER)).rejects.toThrow(DamagedDataError);
      const answer = { key, response: ANSWER };
      await expect(exerciseLibrary.write({ revision: 1, contents: '{}' }, answer)).rejects.toThrow(
        ConflictError,
      );
      expect(await exerciseLibrary.read()).toBeNull();
    },
  );

  it('that a host of an earlier version has stored count as whole', async () => {
    await store.hostResponses.put(keyOf(0, 'add'), ANSWER);
    await sql('update host_responses set checksum = null');
    expect(await store.hostResponses.find(0, 'add')).toEqual({ requestHash: 'h1', response: ANSWER });
  });

  it('of any number of owners are 500 in all once they are older than 30 days', async () => {
    const owners = [1, 2, 3];
    await sql(`insert into host_responses (participant_id, key, request_hash, status, body, made_at)
      select -owner, n::text, 'h1', 201, '{}', now() - interval '31 days'
      from generate_series(1, 300) n, unnest(array[${owners.join()}]) owner order by n`);
    await store.hostResponses.put(keyOf(-4, 'new'), ANSWER);
    expect(await sql("select count(*)::integer as old from host_responses where key <> 'new'")).toEqual([
      { old: 500 },
    ]);
    const found = (owner: number, key: string) => store.hostResponses.find(-owner, key);
    for (const owner of owners)
      expect([await found(owner, '1'), await found(owner, '300')]).toEqual([null, expect.anything()]);
    expect(await found(4, 'new')).not.toBeNull();
  });

  it('of any number of owners are all there as long as they may be asked for again', async () => {
    await sql(`insert into host_responses (participant_id, key, request_hash, status, body, made_at)
      select -owner, n::text, 'h1', 201, '{}', now() - interval '29 days'
      from generate_series(1, 300) n, generate_series(1, 3) owner order by n`);
    await store.hostResponses.put(keyOf(-4, 'new'), ANSWER);
    expect(await sql('select count(*)::integer as kept from host_responses')).toEqual([{ kept: 901 }]);
  });
});
