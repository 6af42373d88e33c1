/**
 * A connection that a store keeps for as long as it is open. It holds the lock that tells hosts apart, which the server lets go of with
 * the connection, and it knows which history of the database the store goes by.
 */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Cancel, Clock } from '../../time/clock.ts';
import { OpenError } from '../open-error.ts';
import type { DatabaseAddress } from './address.ts';
import { HISTORY } from './history.ts';
import { lockKey } from './lock-key.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations.ts';

/** How many hosts may have this database open at once. */
export type Hosts = 'one' | 'many';

export interface LockConnectionOptions {
  readonly address: DatabaseAddress;
  readonly hosts: Hosts;
  readonly silenceMs: number;
  readonly clock: Pick<Clock, 'after'>;
  readonly migrations: readonly Migration[];
  readonly report: (message: string, error: unknown) => void;
  /** Called when the lock is lost: every other connection may be as dead, or lead to a server that has been replaced. */
  readonly onLost: () => void;
}

export interface LockConnection {
  /** Whether the lock is held. Who does not hold it writes nothing. */
  isHeld(): boolean;
  /** Another one names a history in which the ends of logs may be missing. */
  history(): string;
  /** Calls `listener` when every game has to be read again: others may have written, or the history is another one. */
  onChange(listener: () => void): Cancel;
  /** Calls `listener`, also later on, once the database is no longer this store's: another host has it, or a newer version. */
  onTaken(listener: (why: OpenError) => void): Cancel;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 4_000;
const BEAT_MS = 3_000;
const RETAKE_MS = 250;
/** "TGN2": ours among all advisory locks of the database. The schema is the other half of the key. */
const LOCK = 0x54474e32;

/** PostgreSQL's code for a server that only follows another one. */
const READ_ONLY_SERVER = '25006';
/** The connection that this store has lost may live on at the server. */
const END_EARLIER = `select pg_terminate_backend(pid, 1000) from pg_stat_activity
  where application_name = current_setting('application_name') and pid <> pg_backend_pid()`;
/** Both halves, as SQL. */
export const LOCK_KEY = lockKey(LOCK);
const TAKE: Readonly<Record<Hosts, string>> = {
  one: `select pg_is_in_recovery() as "isFollower", pg_try_advisory_lock(${LOCK_KEY}) as "isHeld"`,
  many: `select pg_is_in_recovery() as "isFollower", pg_try_advisory_lock_shared(${LOCK_KEY}) as "isHeld"`,
};
interface Taken {
  readonly client: Client;
  readonly history: string;
}

/** Migrates the database if need be. Rejects with `OpenError`, or PostgreSQL's error; nothing is left open then. */
export async function openLockConnection(options: LockConnectionOptions): Promise<LockConnection> {
  const { clock, report, onLost } = options;
  const name = `trading-game-night ${randomUUID()}`;
  const onChange = new Set<() => void>();
  const onTaken = new Set<(why: OpenError) => void>();
  let taken: Taken | null = null;
  let whyTaken: OpenError | null = null;
  let isClosed = false;
  let cancel: Cancel = () => undefined;

  const lose = (client: Client, error: unknown): void => {
    if (client !== taken?.client) return;
    taken = null;
    cancel();
    void client.end();
    report('the lock on the database was lost', error);
    onLost();
    void retake();
  };

  const beat = async (client: Client): Promise<void> => {
    cancel = clock.after(ANSWER_TIMEOUT_MS, () => lose(client, new Error('The server does not answer.')));
    try {
      const history = await readHistory(client);
      cancel();
      if (client !== taken?.client) return;
      const isOther = history !== taken.history;
      taken = { client, history };
      if (isOther) for (const listener of onChange) listener();
      keepBeating(client);
    } catch (error) {
      lose(client, error);
    }
  };
  const keepBeating = (client: Client): void => {
    cancel = clock.after(BEAT_MS, () => void beat(client));
  };

  const start = ({ client, history }: Taken): void => {
    taken = { client, history };
    keepBeating(client);
  };

  const retake = async (): Promise<void> => {
    try {
      const again = await take(options, name, lose);
      if (isClosed) {
        await again.client.end();
        return;
      }
      start(again);
      for (const listener of onChange) listener();
    } catch (error) {
      if (isClosed) return;
      if (error instanceof OpenError) {
        whyTaken = error;
        for (const listener of onTaken) listener(error);
        return;
      }
      // Whatever is in the way, the health of the store says so to whoever wants to write.
      cancel = clock.after(RETAKE_MS, () => void retake());
    }
  };

  const first = await take(options, name, lose);
  let { history: lastHistory } = first;
  start(first);
  return {
    isHeld: () => taken !== null,
    history() {
      lastHistory = taken?.history ?? lastHistory;
      return lastHistory;
    },
    onChange: (listener) => listening(onChange, listener),
    onTaken(listener) {
      if (whyTaken !== null) listener(whyTaken);
      return listening(onTaken, listener);
    },
    async close() {
      isClosed = true;
      cancel();
      const client = taken?.client;
      taken = null;
      await client?.end();
    },
  };
}

function listening<Listener>(listeners: Set<Listener>, listener: Listener): Cancel {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function take(
  { address: { url, shown }, hosts, silenceMs, migrations }: LockConnectionOptions,
  name: string,
  onLost: (client: Client, error: unknown) => void,
): Promise<Taken> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: name,
  });
  client.on('error', (error) => onLost(client, error));
  client.on('end', () => onLost(client, new Error('The server has ended the connection.')));
  try {
    await client.connect();
    await client.query(`set idle_session_timeout = ${silenceMs}`);
    await client.query(END_EARLIER);
    const { rows } = await client.query<{ isFollower: boolean; isHeld: boolean }>(TAKE[hosts]);
    if (rows[0]?.isFollower !== false)
      throw Object.assign(new Error('The server follows another one.'), { code: READ_ONLY_SERVER });
    if (!rows[0].isHeld)
      throw new OpenError('locked', { key: 'start_error.locked', params: { path: shown } });
    await migrate(client, migrations, shown);
    return { client, history: await readHistory(client) };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function readHistory(client: Client): Promise<string> {
  const { rows } = await client.query<{ history: string }>(`select ${HISTORY} as history`);
  return rows[0]?.history ?? '';
}
