/**
 * Events that are to take the place of a game's own, made ready in memory bit by bit, so that the transaction in which they do so is short:
 * SQLite then copies them by itself.
 */
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { createTimeSlices } from '../../time/time-slices.ts';
import { storedCause } from '../command-id.ts';
import { eventChecksum } from '../event-chain.ts';
import type { Transactions } from '../sqlite/transactions.ts';

export interface RestoredEvents {
  /**
   * Makes the game's events ready, which follow one with the checksum `before`. The checksum of the last. Rejects with `StorageError`; some
   * may be ready then.
   */
  prepare(gameId: number, events: readonly LoggedEvent[], before: number | null): Promise<number | null>;
  /** Puts what is ready of the game in the place of its events after `after` and up to `upTo`. Called inside a transaction. */
  replace(gameId: number, after: number, upTo: number): void;
  /** Nothing is ready any more: the memory is free for the next restore. Throws `StorageError`. */
  forget(): void;
}

const CREATE = `
  create temp table if not exists restored_events (
    game_id integer not null,
    seq integer not null,
    at integer not null,
    play_ms integer not null,
    caused_by integer not null,
    version integer not null,
    body text not null,
    checksum integer not null,
    cause text,
    primary key (game_id, seq)
  ) strict, without rowid`;
const COLUMNS = 'game_id, seq, at, play_ms, caused_by, version, body, checksum, cause';

export function openRestoredEvents({ db, read }: Pick<Transactions, 'db' | 'read'>): RestoredEvents {
  db.exec(CREATE);
  const insert = db.prepare<[number, number, number, number, number, number, string, number, string | null]>(
    `insert into temp.restored_events (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[number, number, number]>(
    'delete from main.events where game_id = ? and seq > ? and seq <= ?',
  );
  const put = db.prepare<[number]>(
    `insert into main.events (${COLUMNS}) select ${COLUMNS} from temp.restored_events
     where game_id = ? order by seq`,
  );
  const forget = db.prepare('delete from temp.restored_events');

  return {
    async prepare(gameId, events, before) {
      const slices = createTimeSlices();
      let checksum = before;
      for (const { seq, at, playMs, by, cause, event } of events) {
        if (slices.isOver()) await slices.next();
        const row = { seq, at, playMs, by, version: EVENT_VERSION, body: JSON.stringify(event) };
        const own = eventChecksum(gameId, row, checksum);
        const stored = storedCause({ gameId, seq }, cause);
        read(() => insert.run(gameId, seq, at, playMs, by, row.version, row.body, own, stored));
        checksum = own;
      }
      return checksum;
    },
    replace(gameId, after, upTo) {
      remove.run(gameId, after, upTo);
      put.run(gameId);
    },
    forget: () => void read(() => forget.run()),
  };
}
