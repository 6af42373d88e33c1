import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE, openConnection } from './connection.ts';
import { openSettingRows, readableSettings } from './settings.ts';

const folder = temporaryFolder();
afterEach(() => folder.dispose());

it('settings on both sides of a page that cannot be read are read', () => {
  const db = openConnection(folder.path, () => undefined);
  const rows = openSettingRows(db);
  const names = Array.from({ length: 200 }, (_, index) => `setting-${String(index).padStart(3, '0')}`);
  for (const name of names) rows.put(name, 'x'.repeat(200));
  db.pragma('wal_checkpoint(TRUNCATE)');
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();

  const path = join(folder.path, DATABASE_FILE);
  const bytes = readFileSync(path);
  // No kind of page that SQLite knows.
  bytes.writeUInt8(0x7f, Math.floor(bytes.lastIndexOf('setting-100') / size) * size);
  writeFileSync(path, bytes);

  const damaged = new SqliteDatabase(path, { readonly: true });
  const read = readableSettings(damaged);
  damaged.close();
  const found = new Set(read.rows.map(({ name }) => name));
  const missing = names.filter((name) => !found.has(name));
  expect(missing).toContain('setting-100');
  // Those of one page.
  expect(missing.length).toBeLessThan(40);
  expect(read.isWhole).toBe(false);
});
