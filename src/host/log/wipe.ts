/** Takes every trace of a game out of the database and its WAL. Backups are somebody else's. */
import type { Storage } from './storage.ts';

/** A setting that stands while a wipe's remains may still lie in the file. */
const DUE = 'scrub_due';
/** Children first. */
const TABLES = ['tickets', 'ticks', 'outcomes', 'events', 'games'] as const;

export interface Wiper {
  /** Safe to call again after a failure, also when the rows are gone already. Throws `StorageError`. */
  wipe(gameId: number): void;
  /** Finishes what a crash or a full disk left of an earlier wipe; true when there was something. */
  finish(): boolean;
}

export function openWiper({ db, write, read }: Storage): Wiper {
  const deletions = TABLES.map((table) => db.prepare<[number]>(`delete from ${table} where game_id = ?`));
  const mark = db.prepare<[string]>(
    "insert into settings (name, value) values (?, '') on conflict do nothing",
  );
  const isMarked = db.prepare<[string]>('select 1 from settings where name = ?');
  const unmark = db.prepare<[string]>('delete from settings where name = ?');

  /** `secure_delete` blanks freed cells only; pages that were split before may hold older copies, so all is rewritten. */
  const scrub = () => {
    read(() => {
      db.exec('vacuum');
      db.pragma('wal_checkpoint(TRUNCATE)');
    });
    write(() => unmark.run(DUE));
  };

  return {
    wipe(gameId) {
      write(() => {
        for (const deletion of deletions) deletion.run(gameId);
        mark.run(DUE);
      });
      scrub();
    },
    finish() {
      if (read(() => isMarked.get(DUE)) === undefined) return false;
      scrub();
      return true;
    },
  };
}
