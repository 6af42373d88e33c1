import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { blankUnusedBytes } from './unused-bytes.ts';

const PAGE_BYTES = 4_096;

/** A database with rows of many sizes, some deleted without being blanked. */
function databaseFile(): Buffer {
  const db = new SqliteDatabase(':memory:');
  db.pragma('secure_delete = OFF');
  db.exec('create table notes (id integer primary key, text text unique) strict');
  const insert = db.prepare('insert into notes values (?, ?)');
  for (let id = 0; id < 2_000; id += 1) insert.run(id, `${id} ${'x'.repeat((id * 37) % 900)}`);
  db.exec('delete from notes where id % 3 = 0');
  const file = db.serialize();
  db.close();
  return file;
}

it('blanks what no row uses, and changes nothing that SQLite reads', () => {
  const file = databaseFile();
  const read = (bytes: Buffer) => {
    const db = new SqliteDatabase(Buffer.from(bytes));
    const found = [db.pragma('integrity_check'), db.prepare('select * from notes order by id').all()];
    db.close();
    return JSON.stringify(found);
  };
  const before = read(file);
  const blanked = Buffer.from(file);
  let changed = 0;
  for (let at = 0; at < blanked.length; at += PAGE_BYTES)
    changed += Number(blankUnusedBytes(blanked.subarray(at, at + PAGE_BYTES), at / PAGE_BYTES + 1));
  expect(changed).toBeGreaterThan(10);
  expect(read(blanked)).toBe(before);
  for (let at = 0; at < blanked.length; at += PAGE_BYTES)
    expect(blankUnusedBytes(blanked.subarray(at, at + PAGE_BYTES), at / PAGE_BYTES + 1)).toBe(false);
});

it.each([
  ['of another kind', [0, 0, 0, 0, 5, 0, 9]],
  ['whose rows would begin before their list ends', [0x0d, 0, 0, 0xff, 0xff, 0, 9]],
  ['whose rows would begin behind its end', [0x0d, 0, 0, 0, 5, 0xff, 0xff]],
])('leaves a page alone %s', (_, header) => {
  const page = Buffer.alloc(PAGE_BYTES, 0x41);
  page.set(header);
  const before = Buffer.from(page);
  expect(blankUnusedBytes(page, 2)).toBe(false);
  expect(page).toEqual(before);
});
