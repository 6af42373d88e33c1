/** Stores the responses to requests that belong to no game, as rows of `settings`: few, and older versions leave them alone. */
import Type from 'typebox';
import { Check } from 'typebox/value';
import type { HostResponses, IdempotencyKey, IdempotencyRecord, StoredResponse } from '../event-store.ts';
import { openSettingRows } from './settings.ts';
import type { Transactions } from './transactions.ts';

export interface HostResponseRows extends HostResponses {
  /** Called inside a transaction. Keeps the response that is there already, if any. */
  insert(key: IdempotencyKey, response: StoredResponse): void;
  /** Whether there is a response to such a request. Called inside a transaction or a read. */
  has(participantId: number, key: string): boolean;
}

/** Enough for every retry that anybody may still make. */
const KEPT = 500;
const PREFIX = 'response ';
/** The first text after all that begin with the prefix. */
const AFTER_PREFIX = 'response!';

/** The value of a row. A value of another version is not read: its request then counts as a new one. */
const HostResponseValue = Type.Object({
  version: Type.Literal(1),
  /** Grows with each row. The wall clock would not do: it can be set back. */
  number: Type.Integer(),
  request_hash: Type.String(),
  status: Type.Integer(),
  body: Type.String(),
});

export function openHostResponses({ db, write, read }: Transactions): HostResponseRows {
  const rows = openSettingRows(db);
  const highest = db.prepare<[string, string], { number: number | null }>(
    `select max(value ->> 'number') as number from settings where name > ? and name < ? and json_valid(value)`,
  );
  const prune = db.prepare<[string, string, number]>(
    `delete from settings where name > ? and name < ? and json_valid(value) and value ->> 'number' <= ?`,
  );

  const insert = (key: IdempotencyKey, { status, body }: StoredResponse) => {
    const name = rowName(key);
    if (rows.get(name) !== null) return;
    const number = (highest.get(PREFIX, AFTER_PREFIX)?.number ?? 0) + 1;
    rows.put(name, JSON.stringify({ version: 1, number, request_hash: key.requestHash, status, body }));
    prune.run(PREFIX, AFTER_PREFIX, number - KEPT);
  };
  return {
    insert,
    has: (participantId, key) => rows.get(rowName({ participantId, key })) !== null,
    find: async (participantId, key) => parseRecord(read(() => rows.get(rowName({ participantId, key })))),
    async put(key, response) {
      write(() => insert(key, response));
    },
  };
}

function rowName({ participantId, key }: Pick<IdempotencyKey, 'participantId' | 'key'>): string {
  return `${PREFIX}${participantId} ${key}`;
}

function parseRecord(text: string | null): IdempotencyRecord | null {
  if (text === null) return null;
  const value: unknown = parsed(text);
  if (!Check(HostResponseValue, value)) return null;
  const { request_hash: requestHash, status, body } = value;
  return { requestHash, response: { status, body, secretsOf: null } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
