/** Settings of the host itself, such as the last port and the chosen network interface. */
import type { Transactions } from './transactions.ts';

export interface HostSettings {
  /** Null if never set. Throws `StorageError`. */
  get(name: string): string | null;
  /** Throws `StorageError`. */
  set(name: string, value: string): void;
}

export function openSettings({ db, write, read }: Transactions): HostSettings {
  const find = db.prepare<[string], { value: string }>('select value from settings where name = ?');
  const put = db.prepare<[string, string]>(
    'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  return {
    get: (name) => read(() => find.get(name)?.value ?? null),
    set(name, value) {
      write(() => put.run(name, value));
    },
  };
}
