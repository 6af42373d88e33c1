/** Stores the responses to requests that belong to no game. */
import type { HostResponses, KeyedResponse, StoredResponse } from '../event-store.ts';
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

/** Called inside a transaction. Keeps the response that is there already, if any. */
export async function insertHostResponse(session: Session, { key, response }: KeyedResponse): Promise<void> {
  const { participantId, requestHash } = key;
  await session.run(INSERT, [participantId, key.key, requestHash, response.status, response.body]);
  await session.run(PRUNE);
}

export function openHostResponses({ read, write }: Database): HostResponses {
  return {
    async find(participantId, key) {
      type Row = Pick<StoredResponse, 'status' | 'body'> & { readonly requestHash: string };
      const { rows } = await read((session) => session.run<Row>(FIND, [participantId, key]));
      const [row] = rows;
      if (row === undefined) return null;
      const { requestHash, status, body } = row;
      return { requestHash, response: { status, body, secretsOf: null } };
    },
    put: (key, response) => write((session) => insertHostResponse(session, { key, response })),
  };
}
