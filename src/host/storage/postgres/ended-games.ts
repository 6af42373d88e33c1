/** Evenings that are over: which they are, and how they lose their names. */
import type { EndedGames } from '../event-store.ts';
import type { Database } from './database.ts';
import { insertEvents } from './game-rows.ts';

const LIST = {
  name: 'ended_games',
  text: `select game_id as "gameId" from games join outlooks using (game_id) join events using (game_id)
    where state = 'stored' and status = 'completed' and outlooks.seq = last_seq and events.seq = last_seq
      and greatest(events.at, extract(epoch from made_at) * 1000) < $1 and (not $2 or names_removed_at is null)
    order by game_id`,
};
const TAKE = {
  name: 'take_names',
  text: `update games set names_removed_at = now()
    where game_id = $1 and state = 'stored' and last_seq = $2 and names_removed_at is null`,
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
    removeNames: (gameId, seq, events) =>
      write(async (session) => {
        if ((await session.run(TAKE, [gameId, seq])).count === 0) return false;
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
