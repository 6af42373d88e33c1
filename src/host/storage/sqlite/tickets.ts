/** Stores one-time tickets by their hash. */
import type { Database } from 'better-sqlite3';
import { checksumOf, requireChecksum } from '../checksum.ts';
import { StorageError, type Batch, type TicketRecord, type TicketStore } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import type { Checked } from './game-rows.ts';
import type { HostResponseRows } from './host-responses.ts';
import type { Transactions } from './transactions.ts';

export interface Tickets extends TicketStore {
  /** Called inside the batch's transaction. Throws if a ticket is unknown, of another game, or already used. */
  useInBatch(batch: Batch): void;
}

export const TICKET_COLUMNS = `hash, purpose, game_id as gameId, participant_id as participantId,
  expires_at as expiresAt, used_at as usedAt, checksum`;

function valuesOf({ hash, purpose, gameId, participantId, expiresAt, usedAt }: TicketRecord) {
  return [hash, purpose, gameId, participantId, expiresAt, usedAt] as const;
}

/** Throws `DamagedDataError`. */
export function requireIntactTicket(row: Checked<TicketRecord>): void {
  requireChecksum('tickets', valuesOf(row), row.checksum);
}

/** The tickets in any of our databases, as far as they can be read: where one cannot be, those behind it are read from the other end. */
export function readableTickets(db: Database): TicketRecord[] {
  const tickets = new Map<string, TicketRecord>();
  for (const order of ['', ' desc'])
    try {
      const stored = db.prepare<[], Checked<TicketRecord>>(
        `select ${TICKET_COLUMNS} from tickets order by hash${order}`,
      );
      for (const { checksum, ...ticket } of stored.iterate())
        if (checksum === checksumOfTicket(ticket)) tickets.set(ticket.hash, ticket);
    } catch (error) {
      if (!codeOf(error).startsWith('SQLITE_')) throw error;
    }
  return [...tickets.values()];
}

/** Writes tickets from elsewhere to a database that has their games. Called inside a transaction. */
export function putTickets(db: Database, tickets: readonly TicketRecord[]): void {
  const insert = db.prepare<InsertedTicket>(INSERT);
  for (const ticket of tickets) insert.run(...valuesOf(ticket), checksumOfTicket(ticket));
}

type InsertedTicket = [...ReturnType<typeof valuesOf>, number];
const INSERT = `insert into tickets (hash, purpose, game_id, participant_id, expires_at, used_at, checksum)
  values (?, ?, ?, ?, ?, ?, ?) on conflict (hash) do nothing`;

function checksumOfTicket(ticket: TicketRecord): number {
  return checksumOf(['tickets', ...valuesOf(ticket)]);
}

export function openTickets(
  { db, write, read }: Transactions,
  hostResponses: Pick<HostResponseRows, 'claim'>,
): Tickets {
  const insert = db.prepare<InsertedTicket>(INSERT);
  const update = db.prepare<[number | null, number | null, number, string]>(
    'update tickets set participant_id = ?, used_at = ?, checksum = ? where hash = ?',
  );
  const select = db.prepare<[string], Checked<TicketRecord>>(
    `select ${TICKET_COLUMNS} from tickets where hash = ?`,
  );
  const prune = db.prepare<[number]>('delete from tickets where expires_at < ?');

  const markUsed = (ticket: TicketRecord) =>
    update.run(ticket.participantId, ticket.usedAt, checksumOfTicket(ticket), ticket.hash);
  const find = (hash: string): TicketRecord | null => {
    const row = select.get(hash);
    if (row === undefined) return null;
    requireIntactTicket(row);
    const { checksum: _, ...ticket } = row;
    return ticket;
  };

  return {
    async put(ticket) {
      write(() => insert.run(...valuesOf(ticket), checksumOfTicket(ticket)));
    },
    find: async (hash) => read(() => find(hash)),
    use: async (hash, at, answer = null) =>
      write(() => {
        const ticket = find(hash);
        if (ticket === null || ticket.usedAt !== null) return false;
        markUsed({ ...ticket, usedAt: at });
        hostResponses.claim(answer);
        return true;
      }),
    useInBatch({ gameId, events, usedTickets }) {
      for (const { hash, participantId } of usedTickets) {
        const at = events.at(-1)?.at;
        if (at === undefined) throw new StorageError('A ticket is used up by the event that it causes.');
        const ticket = find(hash);
        if (ticket?.gameId !== gameId || ticket.usedAt !== null)
          throw new StorageError('This ticket was already used.');
        markUsed({ ...ticket, participantId, usedAt: at });
      }
    },
    async prune(at) {
      write(() => prune.run(at));
    },
  };
}
