/** Stores one-time tickets by their hash. */
import { StorageError, type Batch, type TicketRecord, type TicketStore } from '../event-store.ts';
import type { HostResponseRows } from './host-responses.ts';
import type { Transactions } from './transactions.ts';

export interface Tickets extends TicketStore {
  /** Called inside the batch's transaction. Throws if a ticket is unknown, of another game, or already used. */
  useInBatch(batch: Batch): void;
}

const COLUMNS = `hash, purpose, game_id as gameId, participant_id as participantId,
  expires_at as expiresAt, used_at as usedAt`;

export function openTickets(
  { db, write, read }: Transactions,
  hostResponses: Pick<HostResponseRows, 'insert'>,
): Tickets {
  const insert = db.prepare<[TicketRecord]>(
    `insert into tickets (hash, purpose, game_id, participant_id, expires_at, used_at)
     values (@hash, @purpose, @gameId, @participantId, @expiresAt, @usedAt) on conflict (hash) do nothing`,
  );
  const find = db.prepare<[string], TicketRecord>(`select ${COLUMNS} from tickets where hash = ?`);
  const use = db.prepare<[number, string]>(
    'update tickets set used_at = ? where hash = ? and used_at is null',
  );
  const useForSeat = db.prepare<[number, number, string, number]>(
    'update tickets set used_at = ?, participant_id = ? where hash = ? and game_id = ? and used_at is null',
  );
  const prune = db.prepare<[number]>('delete from tickets where expires_at < ?');

  return {
    async put(ticket) {
      write(() => insert.run(ticket));
    },
    find: async (hash) => read(() => find.get(hash) ?? null),
    use: async (hash, at, answer = null) =>
      write(() => {
        const isUsed = use.run(at, hash).changes === 1;
        if (isUsed && answer !== null) hostResponses.insert(answer.key, answer.response);
        return isUsed;
      }),
    useInBatch({ gameId, events, usedTickets }) {
      for (const { hash, participantId } of usedTickets) {
        const at = events.at(-1)?.at;
        if (at === undefined) throw new StorageError('A ticket is used up by the event that it causes.');
        const { changes } = useForSeat.run(at, participantId, hash, gameId);
        if (changes !== 1) throw new StorageError('This ticket was already used.');
      }
    },
    async prune(at) {
      write(() => prune.run(at));
    },
  };
}
