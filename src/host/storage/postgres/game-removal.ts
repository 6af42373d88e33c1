/** Removes the rows of games that nobody sees any more, in many short transactions, so that nobody waits for it. */
import type { Database, Session } from './database.ts';

const ROWS_AT_ONCE = 2_000;

/** With its tickets; its code is free from now on. */
const RETIRE = {
  name: 'retire_game',
  text: "update games set state = 'retired', code = 'retired ' || game_id where game_id = $1",
};
const REMOVE_TICKETS = { name: 'remove_tickets', text: 'delete from tickets where game_id = $1' };
const REMOVE_EVENTS = {
  name: 'remove_events',
  text: `delete from events where game_id = $1 and seq in (
    select seq from events where game_id = $1 order by seq desc limit ${ROWS_AT_ONCE})`,
};
const REMOVE_OUTCOMES = {
  name: 'remove_outcomes',
  text: `delete from outcomes where ctid in (select ctid from outcomes where game_id = $1 limit ${ROWS_AT_ONCE})`,
};
const REMOVE_GAME = { name: 'remove_game', text: 'delete from games where game_id = $1' };
/** What a host left that was killed. Another one may be writing what was begun within the hour. */
const LEFT_BEHIND = {
  name: 'games_left_behind',
  text: `select game_id as "gameId" from games
    where state = 'retired' or (state = 'staged' and made_at < now() - interval '1 hour')`,
};

/** Nobody sees the game any more. Called inside a transaction. */
export async function retireGame(session: Session, gameId: number): Promise<void> {
  await session.run(REMOVE_TICKETS, [gameId]);
  await session.run(RETIRE, [gameId]);
}

/** Removes a retired or staged game. Rejects with `StorageError`; the rest can be removed later. */
export async function removeGame(database: Database, gameId: number): Promise<void> {
  for (const statement of [REMOVE_EVENTS, REMOVE_OUTCOMES])
    for (let removed = ROWS_AT_ONCE; removed === ROWS_AT_ONCE;)
      removed = await database.write(async (session) => (await session.run(statement, [gameId])).count);
  await database.write((session) => session.run(REMOVE_GAME, [gameId]));
}

/** Rejects with `StorageError`. */
export async function removeGamesLeftBehind(database: Database): Promise<void> {
  const { rows } = await database.read((session) => session.run<{ gameId: number }>(LEFT_BEHIND));
  for (const { gameId } of rows) await removeGame(database, gameId);
}
