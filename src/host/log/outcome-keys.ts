/** Which key has which outcome: known in memory, so that a new outcome is written behind the last one and nowhere else. */
import { OUTCOME_COLUMNS, type OutcomeRow } from './game-rows.ts';
import type { Storage } from './storage.ts';

export interface OutcomeKeys {
  find(gameId: number, participantId: number, key: string): OutcomeRow | undefined;
  findOfAnyGame(participantId: number, key: string): OutcomeRow | undefined;
}

/**
 * Keys are random: an index of them on the disk would touch another page for each, and every page is written twice. This one is
 * a table of the connection's own, in memory; it is part of each transaction, and refuses a second outcome under one key.
 */
const KEYS = `
  drop trigger if exists temp.outcome_kept;
  drop trigger if exists temp.outcome_dropped;
  drop table if exists temp.outcome_keys;
  create temp table outcome_keys (
    participant_id integer not null,
    key text not null,
    game_id integer not null,
    outcome_id integer not null,
    primary key (participant_id, key, game_id)
  ) strict, without rowid;
  insert into outcome_keys select participant_id, key, game_id, outcome_id from main.outcomes
    order by participant_id, key, game_id;
  create temp trigger outcome_kept after insert on main.outcomes begin
    insert into outcome_keys values (new.participant_id, new.key, new.game_id, new.outcome_id);
  end;
  create temp trigger outcome_dropped after delete on main.outcomes begin
    delete from outcome_keys
      where participant_id = old.participant_id and key = old.key and game_id = old.game_id;
  end;
`;

/** Reads all keys that are kept. Throws `StorageError`. */
export function openOutcomeKeys({ db, read }: Storage): OutcomeKeys {
  read(() => db.exec(KEYS));
  const find = db.prepare<[number, string, number], OutcomeRow>(
    `select ${OUTCOME_COLUMNS} from outcomes where outcome_id =
       (select outcome_id from outcome_keys where participant_id = ? and key = ? and game_id = ?)`,
  );
  const findOfAnyGame = db.prepare<[number, string], OutcomeRow>(
    `select ${OUTCOME_COLUMNS} from outcomes where outcome_id =
       (select outcome_id from outcome_keys where participant_id = ? and key = ? order by game_id limit 1)`,
  );
  return {
    find: (gameId, participantId, key) => read(() => find.get(participantId, key, gameId)),
    findOfAnyGame: (participantId, key) => read(() => findOfAnyGame.get(participantId, key)),
  };
}
