/** Evenings that are over: which they are, and how they lose their names. */
import type { EndedGames } from '../ended-games.ts';
import type { Database } from './database.ts';
import { insertEvents } from './game-rows.ts';

/** Of rows of `games`: it is over, and nothing has happened in it since $1. */
const IS_OVER = `state = 'stored' and exists (
  select from outlooks join events using (game_id, seq)
    where game_id = games.game_id and seq = last_seq and status = 'completed'
      and greatest(events.at, extract(epoch from made_at) * 1000) < $1)`;
const LIST = {
  name: 'ended_games',
  text: `select game_id as "gameId" from games
    where ${IS_OVER} and (not $2 or names_removed_at is null) order by game_id`,
};
const FIND = { name: 'is_game_over', text: `select from games where ${IS_OVER} and game_id = $2` };
/** Somebody may have gone on with it since it was listed, and since its events were read. */
const TAKE = {
  name: 'take_names',
  text: `update games set names_removed_at = now()
    where ${IS_OVER} and game_id = $2 and last_seq = $3 and names_removed_at is null`,
};
const REMOVE_EVENTS = { name: 'remove_named_events', text: 'delete from events where game_id = $1' };
const REMOVE_OUTCOMES = { name: 'remove_named_outcomes', text: 'delete from outcomes where game_id = $1' };
const REMOVE_TICKETS = { name: 'remove_old_tickets', text: 'delete from tickets where game_id = $1' };
const SEAL = { name: 'seal_nameless', text: 'update games set last_checksum = $2 where game_id = $1' };
const EVENTS_AT_ONCE = 1_000;

export function openEndedGames({ read, write }: Database): EndedGames {
  return {
    async list(before, named) {
      const { rows } = await read((session) =>
        session.run<{ readonly gameId: number }>(LIST, [before, named]),
      );
      return rows.map(({ gameId }) => gameId);
    },
    async isOver(gameId, before) {
      return (await read((session) => session.run(FIND, [before, gameId]))).rows.length > 0;
    },
    removeNames: (gameId, before, events) =>
      write(async (session) => {
        if ((await session.run(TAKE, [before, gameId, events.length])).count === 0) return false;
        for (const statement of [REMOVE_EVENTS, REMOVE_OUTCOMES, REMOVE_TICKETS])
          await session.run(statement, [gameId]);
        let checksum = 0;
        for (let begin = 0; begin < events.length; begin += EVENTS_AT_ONCE)
          checksum = await insertEvents(
            session,
            gameId,
            events.slice(begin, begin + EVENTS_AT_ONCE),
            checksum,
          );
        await session.run(SEAL, [gameId, checksum]);
        return true;
      }),
  };
}
