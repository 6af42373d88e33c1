/** The server's clock as PostgreSQL keeps what hosts agree on of it: one doubt at a time, settled once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { created, joined, logged } from '../events.fixtures.ts';
import { createTestDatabase, findTestServer, runSql, type TestDatabase } from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';

const HOUR_MS = 60 * 60_000;
const server = await findTestServer();

describe.skipIf(server.url === null)(`the clock that hosts share, on PostgreSQL${server.note}`, () => {
  let database: TestDatabase;
  let one: PostgresStore;
  let other: PostgresStore;
  beforeEach(async () => {
    database = await createTestDatabase(server.url ?? '');
    one = await openPostgresStore(database);
    other = await openPostgresStore(database);
  });
  afterEach(async () => {
    await Promise.all([one.close(), other.close()]);
    await database.drop();
  });

  it('is the server’s, uncorrected, until somebody doubts it', async () => {
    const before = Date.now();
    const { clock, ...rest } = await one.sharedClock.read();
    expect(Math.abs(clock - before)).toBeLessThan(10_000);
    expect(rest).toEqual({ correctionMs: 0, doubt: 0, doubtState: 'settled', seenAt: null });
    await one.hostsAlive.beat(1_234);
    await other.hostsAlive.beat(1_200);
    expect((await other.sharedClock.read()).seenAt).toBe(1_234);
  });

  it('has one doubt at a time, of whoever comes first', async () => {
    const opened = await Promise.all([one, other].map(({ sharedClock }) => sharedClock.doubt(0)));
    expect(opened).toContain(1);
    expect(opened).toContain(null);
    expect(await other.sharedClock.read()).toMatchObject({ doubt: 1, doubtState: 'open' });
    await other.sharedClock.deny(1);
    expect(await one.sharedClock.read()).toMatchObject({ doubt: 1, doubtState: 'denied' });
    expect(await one.sharedClock.doubt(0)).toBe(2);
  });

  it('is corrected once, by whoever comes first, and nobody denies it then', async () => {
    await one.sharedClock.doubt(0);
    await Promise.all([one, other].map(({ sharedClock }, at) => sharedClock.correct(1, -HOUR_MS - at)));
    await other.sharedClock.deny(1);
    const { correctionMs, ...rest } = await one.sharedClock.read();
    expect(rest).toMatchObject({ doubt: 1, doubtState: 'settled' });
    expect([-HOUR_MS, -HOUR_MS - 1]).toContain(correctionMs);
    await one.sharedClock.correct(1, 5_000);
    // Who has not read of it yet compares with an earlier time.
    expect(await other.sharedClock.doubt(0)).toBeNull();
    expect(await other.sharedClock.read()).toMatchObject({ correctionMs, doubtState: 'settled' });
  });

  it('is not corrected after a denial', async () => {
    await one.sharedClock.doubt(0);
    await other.sharedClock.deny(1);
    await one.sharedClock.correct(1, -HOUR_MS);
    expect(await one.sharedClock.read()).toMatchObject({ correctionMs: 0, doubtState: 'denied' });
  });

  it('begins anew where no host lives, once, and forgets who was alive later than now', async () => {
    await one.sharedClock.doubt(0);
    await one.sharedClock.correct(1, -HOUR_MS);
    await one.sharedClock.doubt(-HOUR_MS);
    await one.hostsAlive.beat(Date.now() + 2 * HOUR_MS);
    const left = await one.sharedClock.read();
    await one.sharedClock.beginAnew(left, 0);
    const begun = { correctionMs: 0, doubt: 2, doubtState: 'settled', seenAt: null };
    expect(await other.sharedClock.read()).toMatchObject(begun);
    await one.sharedClock.doubt(0);
    // Another one that started at the same time comes too late.
    await other.sharedClock.beginAnew(left, 0);
    expect(await one.sharedClock.read()).toMatchObject({ doubt: 3, doubtState: 'open' });
  });

  it('tells when a game was taken in from a file, by the time that hosts share', async () => {
    await one.sharedClock.doubt(0);
    await one.sharedClock.correct(1, 5 * HOUR_MS);
    const { clock } = await one.sharedClock.read();
    const gameId = await one.eventStore.nextId('game');
    const events = [logged(1, created(gameId)), logged(2, joined(7, 'Anna'))];
    await one.staging.publish(await one.staging.stage(gameId, 'GAME01', events), null);
    const at = (await one.eventStore.readCheckpoint(gameId))?.at ?? 0;
    expect(at - clock).toBeGreaterThanOrEqual(5 * HOUR_MS - 1);
    expect(at - clock).toBeLessThan(6 * HOUR_MS);
  });

  it('has its row again where somebody has removed it', async () => {
    await runSql(database.url, 'delete from shared_clock');
    expect(await one.sharedClock.read()).toMatchObject({ correctionMs: 0, doubtState: 'settled' });
    expect(await one.sharedClock.doubt(0)).toBe(1);
    await one.sharedClock.correct(1, 2_000);
    expect(await other.sharedClock.read()).toMatchObject({ correctionMs: 2_000 });
  });
});
