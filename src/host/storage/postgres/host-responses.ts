/** Stores the responses to requests that belong to no game. */
import { checksumOf } from '../checksum.ts';
import {
  DamagedDataError,
  keyTaken,
  type HostResponses,
  type IdempotencyKey,
  type IdempotencyRecord,
  type KeyedResponse,
  type StoredResponse,
} from '../event-store.ts';
import type { Database, Session } from './database.ts';

/** Of each caller, so that no owner's answers make room for another's: enough for every retry that anybody may still make. */
const KEPT = 500;
/** Of all that are older than that, no more are kept than of one caller, however many owners there have been. */
const OLD = '30 days';

const FIND = {
  name: 'find_host_response',
  text: `select request_hash as "requestHash", status, body, checksum from host_responses where participant_id = $1 and key = $2`,
};
const INSERT = {
  name: 'insert_host_response',
  text: `insert into host_responses (participant_id, key, request_hash, status, body, checksum) values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing`,
};
const PRUNE = {
  name: 'prune_host_responses',
  text: `delete from host_responses where number in (
    select number from host_responses where participant_id = $1 order by number desc offset ${KEPT} for update skip locked)`,
};
const PRUNE_OLD = {
  name: 'prune_old_host_responses',
  text: `delete from host_responses where number in (
    select number from host_responses where made_at < now() - interval '${OLD}'
    order by number desc offset ${KEPT} for update skip locked)`,
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
  const { status, body } = response;
  const checksum = checksumOfRow({ participantId, key: key.key, requestHash, status, body });
  const values = [participantId, key.key, requestHash, status, body, checksum];
  if ((await session.run(INSERT, values)).count === 0) return false;
  await session.run(PRUNE, [participantId]);
  await session.run(PRUNE_OLD);
  return true;
}

type Row = Pick<IdempotencyKey, 'participantId' | 'key' | 'requestHash'> &
  Pick<StoredResponse, 'status' | 'body'>;

function checksumOfRow({ participantId, key, requestHash, status, body }: Row): number {
  return checksumOf(['host_responses', participantId, key, requestHash, status, body]);
}

/** Throws `DamagedDataError`: what was answered is not known then, so nothing may be done in its place either. */
async function find(session: Session, participantId: number, key: string): Promise<IdempotencyRecord | null> {
  type Found = Pick<Row, 'requestHash' | 'status' | 'body'> & { readonly checksum: number | null };
  const [row] = (await session.run<Found>(FIND, [participantId, key])).rows;
  if (row === undefined) return null;
  const { requestHash, status, body, checksum } = row;
  if (checksum !== null && checksum !== checksumOfRow({ participantId, key, requestHash, status, body }))
    throw new DamagedDataError('A stored answer of the host is damaged');
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
