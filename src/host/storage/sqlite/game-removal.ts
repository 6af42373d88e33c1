/** Removes the rows of games that nobody can see any more, in many short transactions, so that nobody waits for it. */
import { createTimeSlices } from '../../time/time-slices.ts';
import { unfinishedGameIdsIn } from './game-record.ts';
import { openGameRows } from './game-rows.ts';
import type { Transactions } from './transactions.ts';

/** Rows looked at in one transaction. */
export const ROWS_AT_ONCE = 250;

/** Removes the game bit by bit if it is unfinished. Rejects with `StorageError`; the rest can be removed later. */
export type RemoveGame = (gameId: number) => Promise<void>;

export function openGameRemoval({ db, read, write }: Transactions): RemoveGame {
  const rows = openGameRows(db);
  const removeEvents = db.prepare<[{ gameId: number }]>(
    `delete from events where game_id = @gameId
     and seq in (select seq from events where game_id = @gameId order by seq desc limit ${ROWS_AT_ONCE})`,
  );
  const lastOutcome = db.prepare<[], { id: number | null }>('select max(outcome_id) as id from outcomes');
  // No index says which outcomes are the game's.
  const removeOutcomes = db.prepare<[{ gameId: number; after: number; upTo: number }]>(
    'delete from outcomes where outcome_id > @after and outcome_id <= @upTo and game_id = @gameId',
  );

  return async (gameId) => {
    const slices = createTimeSlices();
    if (!read(() => unfinishedGameIdsIn(db)).includes(gameId)) return;
    while (write(() => removeEvents.run({ gameId }).changes) === ROWS_AT_ONCE) await slices.next();
    await slices.next();
    const last = read(() => lastOutcome.get()?.id ?? 0);
    for (let after = 0; after < last; after += ROWS_AT_ONCE) {
      const range = { gameId, after, upTo: after + ROWS_AT_ONCE };
      write(() => removeOutcomes.run(range));
      await slices.next();
    }
    write(() => rows.removeEmpty(gameId));
  };
}
