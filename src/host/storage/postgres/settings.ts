/** Settings that all hosts of a database share. */
import type { Database } from './database.ts';

export interface Settings {
  /** Replaces a setting by what `next` makes of it, null if it was never set; one host at a time. Rejects with `StorageError`. */
  readonly update: (name: string, next: (value: string | null) => string) => Promise<void>;
}

/** A row has to be there to be locked. */
const INSERT = {
  name: 'insert_setting',
  text: "insert into settings (name, value) values ($1, '') on conflict do nothing",
};
const FIND = { name: 'find_setting', text: 'select value from settings where name = $1 for update' };
const PUT = { name: 'put_setting', text: 'update settings set value = $2 where name = $1' };

export function openSettings({ write }: Database): Settings {
  return {
    update: (name, next) =>
      write(async (session) => {
        const inserted = await session.run(INSERT, [name]);
        const { rows } = await session.run<{ value: string }>(FIND, [name]);
        await session.run(PUT, [name, next(inserted.count === 1 ? null : (rows[0]?.value ?? null))]);
      }),
  };
}
