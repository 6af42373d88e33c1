/** Stores the responses to requests that belong to no game. */
import {
  keyTaken,
  type HostResponses,
  type IdempotencyRecord,
  type KeyedResponse,
  type StoredResponse,
} from '../event-store.ts';
import type { Database, Session } from './database.ts';

/** Enough for every retry that anybody may still make. */
const KEPT = 500;

const FIND = {
  name: 'find_host_response',
  text: `select request_hash as "requestHash", status, body from host_responses where participant_id = $1 and key = $2`,
};
const INSERT = {
  name: 'insert_host_response',
  text: `insert into host_responses (participant_id, key, request_hash, status, body) values ($1, $2, $3, $4, $5)
    on conflict do nothing`,
};
const PRUNE = {
  name: 'prune_host_responses',
  text: `delete from host_responses where number in (
    select number from host_responses order by number desc offset ${KEPT} for update skip locked)`,
};

/**
 * Called inside the transaction that does what the response says. Whoever has the same key waits for that to end. Throws `ConflictError`
 * if there is a response already, upon which nothing of the transaction stays.
 */
export async function claimHostResponse(session: Session, answer: KeyedResponse): Promise<void> {
  if (!(await insert(session, answer))) throw keyTaken();
}

/** False: there is a response already. */
async function insert(session: Session, { key, response }: KeyedResponse): Promise<boolean> {
  const { participantId, requestHash } = key;
  const values = [participantId, key.key, requestHash, response.status, response.body];
  if ((await session.run(INSERT, values)).count === 0) return false;
  await session.run(PRUNE);
  return true;
}

async function find(session: Session, participantId: number, key: string): Promise<IdempotencyRecord | null> {
  type Row = Pick<StoredResponse, 'status' | 'body'> & { readonly requestHash: string };
  const [row] = (await session.run<Row>(FIND, [participantId, key])).rows;
  if (row === undefined) return null;
  const { requestHash, status, body } = row;
  return { requestHash, response: { status, body, secretsOf: null } };
}

export function openHostResponses({ read, write }: Database): HostResponses {
  return {
    find: (participantId, key) => read((session) => find(session, participantId, key)),
    put: (key, response) =>
      write(async (session) =>
        (await insert(session, { key, response })) ? null : find(session, key.participantId, key.key),
      ),
  };
}
