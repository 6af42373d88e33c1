/** A schema on PostgreSQL as the place of a host's data, for `tested-store.harness.ts`. */
import { setImmediate } from 'node:timers/promises';
import type { SharedClock } from '../../time/clock-doubts.ts';
import type { ManualClock } from '../../time/manual-clock.fake.ts';
import { NEVER_SET } from '../../time/shared-clock.fake.ts';
import { openStoreAt, WITHOUT_BACKUPS } from '../open-postgres-store.ts';
import type { OpenStore } from '../open-store.ts';
import { IS_ONE_OF_MANY, type TestedPlace } from '../tested-store.harness.ts';
import { findTestServer, quickClock, runSql } from './postgres-server.harness.ts';
import { openPostgresStore } from './postgres-store.ts';
import { createTestSchema } from './test-schemas.harness.ts';

/** SQL after which the disk is full: every transaction that writes leaves a mark first. */
export const REFUSE_WRITES = `
  create or replace function refuse() returns trigger language plpgsql as
    'begin raise exception ''no space left on device'' using errcode = ''disk_full''; end';
  create trigger refuse before insert on transaction_marks execute function refuse()`;
const ACCEPT = 'drop trigger refuse on transaction_marks';

const server = await findTestServer();

const TABLES = 'select tablename as "table" from pg_tables where schemaname = current_schema()';

async function rowsAt(url: string): Promise<string> {
  const rows: string[] = [];
  for (const { table } of await runSql<{ table: string }>(url, TABLES)) {
    const text = `select concat_ws(' ', each.*) as row from ${table} as each`;
    for (const { row } of await runSql<{ row: string }>(url, text)) rows.push(`${table} ${row}`);
  }
  return rows.join('\n');
}

/** The server's own clock goes on by itself: the test's, as if nobody had ever set it, tells the time instead. */
function trueClock(clock: ManualClock, shared: SharedClock): SharedClock {
  const startedAt = clock.wall() - clock.uptime();
  return {
    ...shared,
    async read() {
      // Whatever the test still lets pass in this turn has passed when the answer comes.
      await setImmediate();
      return { ...NEVER_SET, clock: startedAt + clock.uptime() };
    },
  };
}

const HOSTS = IS_ONE_OF_MANY ? 'many' : 'one';

export async function makePostgresPlace(): Promise<TestedPlace> {
  const address = await createTestSchema(server);
  return {
    async open(clock) {
      const store = await openPostgresStore({ address, clock: quickClock(), hosts: HOSTS });
      // A clock that tests move by an hour looks as if this host had stood still for one.
      const { hostsAlive: _, ...games } = store;
      return {
        parts: { ...store, ...WITHOUT_BACKUPS, gamesKeptIn: 'database' },
        games: { ...games, otherHosts: store.lock, sharedClock: trueClock(clock, store.sharedClock) },
        refuseWrites: async (isRefusing) =>
          void (await runSql(address.url, isRefusing ? REFUSE_WRITES : ACCEPT)),
        loseAnswers: async () => void (await runSql(address.url, 'delete from outcomes')),
        contents: () => rowsAt(address.url),
        close: () => store.close(),
      };
    },
  };
}

export async function openStoreInSchema(): Promise<OpenStore> {
  return openStoreAt(await createTestSchema(server), HOSTS);
}
