import Database from 'better-sqlite3';
import { checksumOf } from '../checksum.ts';

/** Makes the database look as a newer version leaves it. */
export function makeNewer(path: string, version = 999): void {
  const db = new Database(path);
  db.pragma(`user_version = ${version}`);
  const row = ['settings', 'database_version', String(version)];
  db.prepare('update settings set value = ?, checksum = ? where name = ?').run(
    row[2],
    checksumOf(row),
    row[1],
  );
  db.close();
}
