/** Settings of the host itself, such as the last port and the chosen network interface. */
import type { Database } from 'better-sqlite3';
import { checksumOf, requireChecksum } from '../checksum.ts';
import type { Transactions } from './transactions.ts';

export interface HostSettings {
  /** Null if never set. Throws `StorageError`. */
  get(name: string): string | null;
  /** Throws `StorageError`. */
  set(name: string, value: string): void;
}

export function openSettings({ db, write, read }: Transactions): HostSettings {
  const rows = openSettingRows(db);
  return {
    get: (name) => read(() => rows.get(name)),
    set(name, value) {
      write(() => rows.put(name, value));
    },
  };
}

export interface SettingRow {
  readonly name: string;
  readonly value: string;
  readonly checksum: number | null;
}

/** Throws `DamagedDataError`. */
export function requireIntactSetting({ name, value, checksum }: SettingRow): void {
  requireChecksum('settings', [name, value], checksum);
}

/** Reads and writes settings inside a caller's transaction. */
export function openSettingRows(db: Database) {
  const find = db.prepare<[string], SettingRow>('select name, value, checksum from settings where name = ?');
  const put = db.prepare<[string, string, number]>(
    `insert into settings (name, value, checksum) values (?, ?, ?)
     on conflict (name) do update set value = excluded.value, checksum = excluded.checksum`,
  );
  const remove = db.prepare<[string]>('delete from settings where name = ?');
  return {
    /** Null if never set. Throws `DamagedDataError`. */
    get(name: string): string | null {
      const row = find.get(name);
      if (row === undefined) return null;
      requireIntactSetting(row);
      return row.value;
    },
    put(name: string, value: string): void {
      put.run(name, value, checksumOf(['settings', name, value]));
    },
    remove(name: string): void {
      remove.run(name);
    },
  };
}

/** The setting with the number of the last backup. It is written first, so that each backup holds its own. */
const BACKUP_NUMBER = 'backup_number';

/** 0 before the first one. Throws SQLite's error and `DamagedDataError`. */
export function lastBackupNumber(db: Database): number {
  return Number(openSettingRows(db).get(BACKUP_NUMBER) ?? 0);
}

/** Inside a caller's transaction, or as one of its own. */
export function rememberBackupNumber(db: Database, number: number): void {
  openSettingRows(db).put(BACKUP_NUMBER, String(number));
}
