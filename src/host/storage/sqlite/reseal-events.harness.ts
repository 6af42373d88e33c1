/** For tests: what another program would have written, with the checksums that it would have written too. */
import type { Database } from 'better-sqlite3';
import { eventChecksum, type EventRow } from '../event-chain.ts';
import { EVENT_COLUMNS } from './event-columns.ts';

/** Gives every event that has a checksum, and every game, the one that fits what is stored now. */
export function resealEvents(db: Database): void {
  const rows = db.prepare<[], EventRow & { gameId: number }>(
    `select game_id as gameId, ${EVENT_COLUMNS} from events order by game_id, seq`,
  );
  const seal = db.prepare<[number, number, number]>(
    'update events set checksum = ? where game_id = ? and seq = ?',
  );
  const sealGame = db.prepare<[number, number, number]>(
    'update games set last_seq = ?, last_checksum = ? where game_id = ?',
  );
  const last = new Map<number, number>();
  for (const row of rows.all()) {
    if (row.checksum === null) continue;
    const checksum = eventChecksum(row.gameId, row, last.get(row.gameId) ?? null);
    last.set(row.gameId, checksum);
    seal.run(checksum, row.gameId, row.seq);
    sealGame.run(row.seq, checksum, row.gameId);
  }
}
