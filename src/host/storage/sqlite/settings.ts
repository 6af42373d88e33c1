/** Settings of the host itself, such as the last port and the chosen network interface. */
import type { Database } from 'better-sqlite3';
import { checksumOf, requireChecksum } from '../checksum.ts';
import { DamagedDataError } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { hasColumn } from './event-columns.ts';
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

/** What the program keeps among the settings that is none of the host itself. */
const NO_SETTING_OF_HOST = /^(?:library|database_version|backup_number|scrub_.*|unseen .*|response .*)$/s;

export function isSettingOfHost({ name }: Pick<SettingRow, 'name'>): boolean {
  return !NO_SETTING_OF_HOST.test(name);
}

interface ReadableSettings {
  /** Those that are intact. */
  readonly rows: readonly SettingRow[];
  /** False if any setting of the host itself may be missing. */
  readonly isWhole: boolean;
}

/** All rows in any of our databases, as far as they can be read: where one cannot be, those behind it are read from the other end. */
export function readableSettings(db: Database): ReadableSettings {
  const rows = new Map<string, SettingRow>();
  const areWhole = ['', ' desc'].map((order) => {
    try {
      const isChecked = hasColumn(db, 'settings', 'checksum');
      const checksum = isChecked ? 'checksum' : 'null as checksum';
      const stored = db.prepare<[], SettingRow>(
        `select name, value, ${checksum} from settings order by name${order}`,
      );
      let isWhole = true;
      for (const row of stored.iterate()) {
        if (!isChecked || isIntact(row)) rows.set(row.name, row);
        else if (isSettingOfHost(row)) isWhole = false;
      }
      return isWhole;
    } catch (error) {
      if (!codeOf(error).startsWith('SQLITE_')) throw error;
      return false;
    }
  });
  return { rows: [...rows.values()], isWhole: !areWhole.includes(false) };
}

function isIntact(row: SettingRow): boolean {
  try {
    requireIntactSetting(row);
    return true;
  } catch (error) {
    if (!(error instanceof DamagedDataError)) throw error;
    return false;
  }
}

/** The setting with the number of the last backup. It is written first, so that each backup holds its own. */
const BACKUP_NUMBER = 'backup_number';

/** 0 before the first one. Throws SQLite's error and `DamagedDataError`. */
export function lastBackupNumber(db: Database): number {
  return Number(openSettingRows(db).get(BACKUP_NUMBER) ?? 0);
}

/** The same of rows that could be read. */
export function backupNumberIn(rows: readonly Pick<SettingRow, 'name' | 'value'>[]): number {
  return Number(rows.find(({ name }) => name === BACKUP_NUMBER)?.value ?? 0);
}

/** Inside a caller's transaction, or as one of its own. */
export function rememberBackupNumber(db: Database, number: number): void {
  openSettingRows(db).put(BACKUP_NUMBER, String(number));
}
