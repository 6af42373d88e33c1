/** A whole host on PostgreSQL. */
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callText, TestHost, type CreatedGame } from '../test-host.harness.ts';
import { openStoreAt } from './open-postgres-store.ts';
import {
  addressOf,
  createTestDatabase,
  findTestServer,
  runSql,
  type TestDatabase,
} from './postgres/postgres-server.harness.ts';
import { REFUSE_WRITES } from './postgres/tested-postgres.harness.ts';

const server = await findTestServer();
/** Servers that trust whoever is local take any. */
const PASSWORD = `geheim-${randomBytes(8).toString('hex')}`;

describe.skipIf(server.url === null)(`a host whose games are in PostgreSQL${server.note}`, () => {
  let database: TestDatabase;
  let testHost: TestHost;
  beforeEach(async () => {
    database = await createTestDatabase(server.url ?? '');
    testHost = new TestHost();
  });
  afterEach(async () => {
    await testHost.close();
    await database.drop();
  });

  const openStore = () => {
    const url = new URL(database.url);
    url.password ||= PASSWORD;
    return openStoreAt(addressOf(url.href));
  };
  const create = async (host: Parameters<typeof callText>[0]) =>
    JSON.parse(await callText(host, '/games', { name: 'Camp night', team_count: 4 })) as CreatedGame;
  const namesOf = async (host: Parameters<typeof callText>[0]) => {
    const { items } = JSON.parse(await callText(host, '/games')) as { items: readonly { name: string }[] };
    return items.map(({ name }) => name);
  };

  it('has them after a restart, and nothing of them in its folder', async () => {
    const first = await testHost.start({ openStore: openStore() });
    await create(first);
    await first.close();
    const second = await testHost.start({ openStore: openStore() });
    expect(await namesOf(second)).toEqual(['Camp night']);
    expect(readdirSync(testHost.folder).filter((name) => name.includes('sqlite'))).toEqual([]);
  });

  it('imports what it exports', async () => {
    const host = await testHost.start({ openStore: openStore() });
    const { game_code: code } = await create(host);
    const file = await callText(host, `/games/${code}/export?names=real`);
    const imported = await fetch(`${host.url}/api/v2/games/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.ownerToken}`, 'content-type': 'application/x-ndjson' },
      body: file,
    });
    expect(imported.status).toBe(201);
    expect(await namesOf(host)).toEqual(['Camp night', 'Camp night']);
  });

  it('neither makes nor restores backups, and says whose they are', async () => {
    const host = await testHost.start({ openStore: openStore() });
    await create(host);
    expect(JSON.parse(await callText(host, '/host'))).toMatchObject({ games_kept_in: 'database' });
    expect(JSON.parse(await callText(host, '/backups'))).toMatchObject({ items: [] });
    for (const path of ['/backups', '/backups/any/restore'])
      await expect(callText(host, path, {})).rejects.toThrow(/^400 .*"backups_elsewhere"/);
  });

  it('opens the desk, which says what is wrong, also while its database takes nothing', async () => {
    const host = await testHost.start({ openStore: openStore() });
    await runSql(database.url, REFUSE_WRITES);
    const ticket = new URL(await host.deskUrl()).hash.replace('#ticket=', '');
    const opened = await fetch(`${host.url}/api/v2/tickets/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'desk' },
      body: JSON.stringify({ ticket }),
    });
    expect(opened.status).toBe(200);
    const { warnings } = JSON.parse(await callText(host, '/host')) as { warnings: readonly unknown[] };
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'storage', params: { error: 'disk_full' } }),
    );
  });

  it('says of a database that takes no changes that it takes none, and not that it does not answer', async () => {
    const first = await testHost.start({ openStore: openStore() });
    await create(first);
    await first.close();
    const { pathname } = new URL(database.url);
    await runSql(
      database.url,
      `alter database "${pathname.slice(1)}" set default_transaction_read_only = on`,
    );
    await expect(testHost.start({ openStore: openStore() })).rejects.toThrow('takes no changes');
  });

  it('writes no password into its log or anywhere else in its folder', async () => {
    const host = await testHost.start({ openStore: openStore() });
    await create(host);
    await host.close();
    const unreachable = addressOf(`postgres://anna:${PASSWORD}@127.0.0.1:1/games`);
    await expect(testHost.start({ openStore: openStoreAt(unreachable) })).rejects.toThrow(
      /^postgres:\/\/127\.0\.0\.1:1\/games does not answer/,
    );
    const files = readdirSync(testHost.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(testHost.folder, name))
      .filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((path) => readFileSync(path, 'utf8').includes(PASSWORD))).toEqual([]);
    expect(testHost.logged.join('')).not.toContain(PASSWORD);
  });

  it('says that nobody is known any more if its key is not the one of these games', async () => {
    const first = await testHost.start({ openStore: openStore() });
    await create(first);
    expect(first.warnings().join(' ')).not.toContain('key');
    await first.close();
    const other = new TestHost();
    const stranger = await other.start({ openStore: openStore() });
    expect(stranger.warnings().join(' ')).toContain('key');
    await other.close();
  });
});
