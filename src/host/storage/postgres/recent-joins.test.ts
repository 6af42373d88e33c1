/** The latest joins as PostgreSQL keeps them for all hosts: of games that are there, in order, once, and no longer than they are needed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JoinRecord } from '../../limits/join-records.ts';
import { createTestDatabase, findTestServer, runSql, type TestDatabase } from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const server = await findTestServer();
const join = (gameId: number, participantId: number, at: number): JoinRecord => ({
  gameId,
  participantId,
  source: `s${gameId}`,
  at,
});

describe.skipIf(server.url === null)(`the latest joins, on PostgreSQL${server.note}`, () => {
  let database: TestDatabase;
  let store: PostgresStore;
  const sql = (text: string) => runSql(database.url, text);
  const idsOf = async (joins: Promise<readonly JoinRecord[]>) =>
    (await joins).map(({ participantId }) => participantId);
  beforeEach(async () => {
    database = await createTestDatabase(server.url ?? '');
    store = await openPostgresStore(database);
    await sql(`insert into games (game_id, code, state, last_seq, last_checksum)
      values (1, 'AAA222', 'stored', 0, 0), (2, 'BBB333', 'stored', 0, 0), (3, 'CCC444', 'staged', 0, 0)`);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('come oldest first, each once as it was written first, of games that have as many as are asked for', async () => {
    const { recentJoins } = store;
    await recentJoins.add([join(1, 12, 300), join(1, 11, 200), join(2, 21, 250)]);
    await recentJoins.add([join(1, 11, 900), join(1, 13, 100)]);
    expect(await recentJoins.ofGame(1, 0)).toEqual([join(1, 13, 100), join(1, 11, 200), join(1, 12, 300)]);
    expect(await idsOf(recentJoins.ofGame(1, 100))).toEqual([11, 12]);
    expect(await idsOf(recentJoins.ofGamesWith(1, 0))).toEqual([13, 11, 21, 12]);
    expect(await idsOf(recentJoins.ofGamesWith(2, 0))).toEqual([13, 11, 12]);
    expect(await idsOf(recentJoins.ofGamesWith(3, 100))).toEqual([]);
  });

  it('are kept of no game that is gone or not there yet, and go with theirs and with their hour', async () => {
    const { recentJoins } = store;
    await recentJoins.add([join(1, 11, 200), join(2, 21, 250), join(3, 31, 300), join(4, 41, 300)]);
    expect(await idsOf(recentJoins.ofGamesWith(1, 0))).toEqual([11, 21]);
    await sql('delete from games where game_id = 2');
    expect(await idsOf(recentJoins.ofGamesWith(1, 0))).toEqual([11]);
    await recentJoins.forget(199);
    expect(await idsOf(recentJoins.ofGame(1, 0))).toEqual([11]);
    await recentJoins.forget(200);
    expect(await idsOf(recentJoins.ofGame(1, 0))).toEqual([]);
  });
});
