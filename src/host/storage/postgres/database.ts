/** All access to the database goes through here: connections, attempts, and transactions that happen exactly once. */
import { randomUUID } from 'node:crypto';
import { Pool, TypeOverrides, types, type PoolClient, type QueryResultRow } from 'pg';
import type { Clock } from '../../time/clock.ts';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import {
  DamagedDataError,
  HOST_IS_CLOSING,
  RoomClosedError,
  StorageError,
  UnknownEventsError,
} from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import type { StorageHealthRecorder } from '../storage-health.ts';
import type { DatabaseAddress } from './address.ts';
import { isTransient, LockLostError, SQL_STATE } from './failure.ts';

/** A statement that is prepared once for each connection. */
interface Statement {
  readonly name: string;
  readonly text: string;
}

interface Result<Row> {
  readonly rows: readonly Row[];
  /** How many rows were read or changed. */
  readonly count: number;
}

/** A connection, for the time of one step. */
export interface Session {
  run<Row extends QueryResultRow = never>(
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<Result<Row>>;
}

export interface Database {
  /** Where it is, without a password. */
  readonly shown: string;
  /** Runs a step that writes nothing. Rejects with `StorageError`. */
  readonly read: <T>(step: (session: Session) => Promise<T>) => Promise<T>;
  /**
   * Runs one transaction, once and no more, durable when it resolves. The step may run several times, but only what one of them wrote
   * stays. If it rejects with `StorageError`, nothing was written; with `UnknownEventsError`, the database did not say whether it was.
   */
  readonly write: <T>(step: (session: Session) => Promise<T>) => Promise<T>;
  /** Every connection that is open now is used no more. */
  readonly renewConnections: () => void;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly address: DatabaseAddress;
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly health: StorageHealthRecorder;
  /** Receives the loss of a connection that nobody was using. */
  readonly report: (message: string, error: unknown) => void;
  readonly connections?: number;
  /** While it says no, nothing is written: who wants to waits, as for a server that is away. */
  readonly mayWrite?: () => boolean;
}

const CONNECTIONS = 10;
/** How long what fails for a moment is tried again, ms: whoever asked waits no longer than 8 s. */
const RETRY_MS = 6_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;
const CONNECT_TIMEOUT_MS = 2_000;
/** Where the connection is dead, but nobody has said so, ms. The server gives up a little earlier by itself. */
const ANSWER_TIMEOUT_MS = 4_000;
const SERVER_TIMEOUT_MS = 3_500;
const LOCK_TIMEOUT_MS = 2_500;
/** Each so many transactions, marks that nobody asks for any more are removed. */
const PRUNE_EVERY = 1_000;

/** Whoever has waited for another transaction has to see what that has written, however the server is set. */
const BEGIN = { name: 'begin', text: 'begin isolation level read committed' };
const COMMIT = { name: 'commit', text: 'commit' };
const ROLLBACK = { name: 'rollback', text: 'rollback' };
const MARK = {
  name: 'mark',
  text: 'insert into transaction_marks (id) values ($1) on conflict do nothing returning id',
};
const PRUNE_MARKS = {
  name: 'prune_marks',
  text: `delete from transaction_marks where id in (
    select id from transaction_marks where made_at < now() - interval '1 hour'
    order by made_at limit 5000 for update skip locked)`,
};

/** Counts and times are far below 2⁵³. */
const TYPES = new TypeOverrides();
TYPES.setTypeParser(types.builtins.INT8, Number);

export const openDatabase = (options: DatabaseOptions): Database =>
  createDatabase(openPool(options), options);

/** Connections are made when they are needed. */
export function openPool({ address, report, connections = CONNECTIONS }: DatabaseOptions): Pool {
  const pool = new Pool({
    connectionString: address.url,
    max: connections,
    types: TYPES,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    statement_timeout: SERVER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: SERVER_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'trading-game-night',
  });
  pool.on('connect', (client) => {
    // In use or not: whatever is run on it next fails.
    client.on('error', (error) => report('a connection to the database was lost', error));
  });
  // The same losses once more.
  pool.on('error', () => undefined);
  return pool;
}

export function createDatabase(
  pool: Pool,
  { address, clock, health, mayWrite = () => true }: DatabaseOptions,
): Database {
  let writes = 0;
  let isClosed = false;
  /** Connections of earlier ones are used no more. */
  let generation = 0;
  const generations = new WeakMap<PoolClient, number>();
  pool.on('connect', (client) => generations.set(client, generation));

  const connect = async (): Promise<PoolClient> => {
    for (;;) {
      const client = await pool.connect();
      if (generations.get(client) === generation) return client;
      client.release(true);
    }
  };

  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  /** Runs the step on one connection, which is given up unless it is known to be sound. */
  const onConnection = async <T>(step: (session: Session) => Promise<T>): Promise<T> => {
    const client = await connect();
    try {
      const result = await step(sessionOn(client));
      client.release(generations.get(client) !== generation);
      return result;
    } catch (error) {
      client.release(!(await isSound(client, error)));
      throw error;
    }
  };

  /** Tries until it succeeds, fails for good, or takes too long. */
  const attempt = async <T>(step: (session: Session) => Promise<T>): Promise<T> => {
    const until = clock.monotonic() + RETRY_MS;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await onConnection(step);
      } catch (error) {
        if (!isTransient(error) || clock.monotonic() + pauseMs > until) throw error;
      }
      await pause(pauseMs);
    }
  };

  const asStorageError = (cause: unknown): StorageError => {
    if (cause instanceof DamagedDataError) health.recordFailure('damaged');
    if (cause instanceof StorageError) return cause;
    if (isClosed) return new RoomClosedError(HOST_IS_CLOSING, { cause });
    const kind = errorKindOf(cause);
    health.recordFailure(kind);
    return new StorageError(errorSentence(kind), { cause });
  };

  return {
    shown: address.shown,
    async read(step) {
      try {
        return await attempt(step);
      } catch (error) {
        throw asStorageError(error);
      }
    },
    async write<T>(step: (session: Session) => Promise<T>) {
      const mark = randomUUID();
      // What the attempt answers that has sent its commit, and may have been committed.
      let sent: { readonly result: T } | null = null;
      const once = async (session: Session): Promise<T> => {
        if (!mayWrite()) throw new LockLostError('Whether another host has this database is not known.');
        await session.run(BEGIN);
        // Waits for an earlier attempt that goes on at the server.
        const isFirst = (await session.run(MARK, [mark])).count === 1;
        if (!isFirst && sent !== null) {
          await session.run(ROLLBACK);
          return sent.result;
        }
        sent = null;
        const result = await step(session);
        writes += 1;
        if (writes % PRUNE_EVERY === 0) await session.run(PRUNE_MARKS);
        sent = { result };
        await session.run(COMMIT);
        return result;
      };
      try {
        const result = await attempt(once);
        health.recordWrite();
        return result;
      } catch (error) {
        const failure = asStorageError(error);
        if (sent === null || !isTransient(error)) throw failure;
        throw new UnknownEventsError('The database did not say whether it has stored this.', {
          cause: error,
        });
      }
    },
    renewConnections() {
      generation += 1;
    },
    close() {
      isClosed = true;
      return pool.end();
    },
  };
}

function sessionOn(client: PoolClient): Session {
  return {
    async run<Row extends QueryResultRow>(
      { name, text }: Statement,
      values: readonly unknown[] = [],
    ): Promise<Result<Row>> {
      const { rows, rowCount } = await client.query<Row>({ name, text, values: [...values] });
      return { rows, count: rowCount ?? 0 };
    },
  };
}

/** Ends the transaction that failed. False: the connection is of no more use. */
async function isSound(client: PoolClient, error: unknown): Promise<boolean> {
  if (isTransient(error) && !SQL_STATE.test(codeOf(error))) return false;
  try {
    await client.query(ROLLBACK);
    return true;
  } catch (rollbackError) {
    if (rollbackError instanceof Error) return false;
    throw rollbackError;
  }
}
