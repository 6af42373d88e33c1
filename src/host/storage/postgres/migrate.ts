/** Brings a database to this program's version. Several hosts may try at once: one does it, the others wait. */
import type { Client } from 'pg';
import { NewerDatabaseError, OpenError } from '../open-error.ts';
import type { Migration } from './migrations.ts';

/** Ours among all advisory locks of the database: "TGN1". */
const LOCK = 0x54474e31;
const VERSIONS = 'trading_game_versions';

/**
 * Runs the missing migrations, all or none. Rejects with `NewerDatabaseError` or `OpenError` (`foreign_database`), or PostgreSQL's
 * error; nothing was changed then.
 * @param shown the database's address, without a password
 */
export async function migrate(
  client: Pick<Client, 'query'>,
  migrations: readonly Migration[],
  shown: string,
): Promise<void> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const found = await foundVersion(client, shown);
    const known = migrations.at(-1)?.version ?? 0;
    if (found > known)
      throw new NewerDatabaseError(shown, `database version ${found}, this one knows ${known}`);
    for (const { version, sql } of migrations) {
      if (version <= found) continue;
      await client.query(sql);
      await client.query(`insert into ${VERSIONS} (version) values ($1)`, [version]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** 0: nothing of ours is there yet. */
async function foundVersion(client: Pick<Client, 'query'>, shown: string): Promise<number> {
  const tables = await client.query<{ ours: string | null; games: string | null }>(
    "select to_regclass($1) as ours, to_regclass('games') as games",
    [VERSIONS],
  );
  const [found] = tables.rows;
  if (typeof found?.ours !== 'string') {
    if (typeof found?.games === 'string')
      throw new OpenError('foreign_database', {
        key: 'start_error.foreign_database',
        params: { path: shown },
      });
    await client.query(
      `create table ${VERSIONS} (version integer primary key, migrated_at timestamptz not null default now())`,
    );
  }
  const versions = await client.query<{ version: number | null }>(
    `select max(version) as version from ${VERSIONS}`,
  );
  return versions.rows[0]?.version ?? 0;
}
