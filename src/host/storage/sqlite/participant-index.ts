/** Which game each participant joined: an in-memory index, since events on disk can only be looked up by game and seq. */
import type { Transactions } from './transactions.ts';

export interface ParticipantIndex {
  /** The game's id; null if there is no such participant. Throws `StorageError`. */
  gameOf(participantId: number): number | null;
}

/** Events are written with `type` first in the body. */
const JOINING = `'{"type":"participant_joined"%'`;

/** A temporary table in memory that takes part in each transaction. */
const CREATE_INDEX = `
  drop trigger if exists temp.participant_joined;
  drop trigger if exists temp.participant_wiped;
  drop table if exists temp.participant_games;
  create temp table participant_games (participant_id integer primary key, game_id integer not null) strict;
  insert or ignore into participant_games
    select body ->> 'id', game_id from main.events where body like ${JOINING};
  create temp trigger participant_joined after insert on main.events when new.body like ${JOINING} begin
    insert or ignore into participant_games values (new.body ->> 'id', new.game_id);
  end;
  create temp trigger participant_wiped after delete on main.events when old.body like ${JOINING} begin
    delete from participant_games where participant_id = old.body ->> 'id';
  end;
`;

/** Reads all events on the first lookup: while every game is open, only unknown participants are looked up. */
export function openParticipantIndex({ db, read }: Transactions): ParticipantIndex {
  const prepare = () =>
    read(() => {
      db.exec(CREATE_INDEX);
      return db.prepare<[number], { gameId: number }>(
        'select game_id as gameId from participant_games where participant_id = ?',
      );
    });
  let find: ReturnType<typeof prepare> | null = null;
  return {
    gameOf(participantId) {
      const ready = (find ??= prepare());
      return read(() => ready.get(participantId)?.gameId ?? null);
    },
  };
}
