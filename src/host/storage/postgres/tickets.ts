/** Stores one-time tickets by their hash. */
import {
  RoomClosedError,
  StorageError,
  type Batch,
  type TicketRecord,
  type TicketStore,
} from '../event-store.ts';
import { UsedTicketsError } from '../used-tickets-error.ts';
import { LOG_REPLACED } from '../whole-log.ts';
import type { Database, Session } from './database.ts';
import { claimHostResponse } from './host-responses.ts';

/** Nobody wipes it until the ticket is stored. */
const HOLD_GAME = {
  name: 'hold_game_of_ticket',
  text: `select from games where game_id = $1 and state = 'stored' for key share`,
};
const INSERT = {
  name: 'insert_ticket',
  text: `insert into tickets (hash, purpose, game_id, participant_id, expires_at, used_at)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
};
const FIND = {
  name: 'find_ticket',
  text: `select hash, purpose, game_id as "gameId", participant_id as "participantId", expires_at as "expiresAt",
    used_at as "usedAt" from tickets where hash = $1`,
};
const USE = {
  name: 'use_ticket',
  text: 'update tickets set used_at = $2 where hash = $1 and used_at is null',
};
const USE_IN_GAME = {
  name: 'use_ticket_in_game',
  text: `update tickets set used_at = $2, participant_id = $3
    where hash = $1 and game_id = $4 and used_at is null`,
};
const PRUNE = { name: 'prune_tickets', text: 'delete from tickets where expires_at < $1' };

export function openTickets({ read, write }: Database): TicketStore {
  return {
    async put({ hash, purpose, gameId, participantId, expiresAt, usedAt }) {
      const values = [hash, purpose, gameId, participantId, expiresAt, usedAt];
      await write(async (session) => {
        if (gameId !== null && (await session.run(HOLD_GAME, [gameId])).count === 0)
          throw new RoomClosedError(LOG_REPLACED);
        await session.run(INSERT, values);
      });
    },
    find: async (hash) => (await read((session) => session.run<TicketRecord>(FIND, [hash]))).rows[0] ?? null,
    use: (hash, at, answer = null) =>
      write(async (session) => {
        if ((await session.run(USE, [hash, at])).count === 0) return false;
        if (answer !== null) await claimHostResponse(session, answer);
        return true;
      }),
    async prune(at) {
      await write((session) => session.run(PRUNE, [at]));
    },
  };
}

/** Called inside the batch's transaction. Throws `UsedTicketsError` with those that are unknown, of another game, or already used. */
export async function markTicketsUsed(
  session: Session,
  { gameId, events, usedTickets }: Batch,
): Promise<void> {
  const refused: string[] = [];
  for (const { hash, participantId } of usedTickets) {
    const at = events.at(-1)?.at;
    if (at === undefined) throw new StorageError('A ticket is used up by the event that it causes.');
    const used = await session.run(USE_IN_GAME, [hash, at, participantId, gameId]);
    if (used.count === 0) refused.push(hash);
  }
  if (refused.length > 0) throw new UsedTicketsError(refused);
}
