/** Stores the responses to requests that belong to no game, as rows of `settings`: few, and older versions leave them alone. */
import type { Database } from 'better-sqlite3';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import {
  keyTaken,
  type HostResponses,
  type IdempotencyKey,
  type IdempotencyRecord,
  type KeyedResponse,
  type StoredResponse,
} from '../event-store.ts';
import { openSettingRows, type SettingRow } from './settings.ts';
import type { Transactions } from './transactions.ts';

export interface HostResponseRows extends HostResponses {
  /**
   * Called inside a transaction. Throws `ConflictError` if there is a response already.
   * @param libraryRevision what the library has become by this very request; absent: it was none that changes it
   */
  claim(answer: KeyedResponse | null, libraryRevision?: number): void;
  /** Called inside a transaction. Keeps the response that is there already, if any. */
  insert(key: IdempotencyKey, response: StoredResponse): void;
  /** Whether there is a response to such a request. Called inside a transaction or a read. */
  has(participantId: number, key: string): boolean;
}

/** Of each caller: enough for every retry that anybody may still make. */
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
  /** The revision that a change of the library has made; the first versions did not write it down. */
  library: Type.Optional(Type.Integer()),
});

export function openHostResponses({ db, write, read }: Transactions): HostResponseRows {
  const rows = openSettingRows(db);
  const highest = db.prepare<[string, string], { number: number | null }>(
    `select max(value ->> 'number') as number from settings where name > ? and name < ? and json_valid(value)`,
  );
  const prune = db.prepare<[string, string]>(
    `delete from settings where name in (
      select name from settings where name > ? and name < ? and json_valid(value)
      order by value ->> 'number' desc limit -1 offset ${KEPT})`,
  );

  const insert = (key: IdempotencyKey, { status, body }: StoredResponse, libraryRevision?: number) => {
    const name = rowName(key);
    if (rows.get(name) !== null) return;
    const number = (highest.get(PREFIX, AFTER_PREFIX)?.number ?? 0) + 1;
    rows.put(
      name,
      JSON.stringify({
        version: 1,
        number,
        request_hash: key.requestHash,
        status,
        body,
        ...(libraryRevision !== undefined && { library: libraryRevision }),
      }),
    );
    const caller = `${PREFIX}${key.participantId}`;
    prune.run(`${caller} `, `${caller}!`);
  };
  return {
    claim(answer, libraryRevision) {
      if (answer === null) return;
      if (parseRecord(rows.get(rowName(answer.key))) !== null) throw keyTaken();
      insert(answer.key, answer.response, libraryRevision);
    },
    insert,
    has: (participantId, key) => rows.get(rowName({ participantId, key })) !== null,
    find: async (participantId, key) => parseRecord(read(() => rows.get(rowName({ participantId, key })))),
    put: async (key, response) =>
      write(() => {
        const earlier = parseRecord(rows.get(rowName(key)));
        if (earlier === null) insert(key, response);
        return earlier;
      }),
  };
}

function rowName({ participantId, key }: Pick<IdempotencyKey, 'participantId' | 'key'>): string {
  return `${PREFIX}${participantId} ${key}`;
}

/** A response as a row of any of our databases has it. */
export interface HostResponseRow {
  readonly name: string;
  readonly value: Static<typeof HostResponseValue>;
}

/** Those among these rows that this version reads, in the order in which they were given. */
export function hostResponsesIn(rows: readonly Pick<SettingRow, 'name' | 'value'>[]): HostResponseRow[] {
  return rows
    .filter(({ name }) => name.startsWith(PREFIX))
    .flatMap(({ name, value: text }) => {
      const value: unknown = parsed(text);
      return Check(HostResponseValue, value) ? { name, value } : [];
    })
    .toSorted((one, other) => one.value.number - other.value.number);
}

/** Writes responses from elsewhere, in this order, to a database that has none yet. Called inside a transaction. */
export function putHostResponses(db: Database, responses: readonly HostResponseRow[]): void {
  const rows = openSettingRows(db);
  for (const [index, { name, value }] of newestOfEach(responses).entries())
    rows.put(name, JSON.stringify({ ...value, number: index + 1 }));
}

/** As many of each caller as are kept, in their order. */
function newestOfEach(responses: readonly HostResponseRow[]): readonly HostResponseRow[] {
  const counts = new Map<string, number>();
  const isKept = ({ name }: HostResponseRow) => {
    const [caller = ''] = name.slice(PREFIX.length).split(' ', 1);
    const count = (counts.get(caller) ?? 0) + 1;
    counts.set(caller, count);
    return count <= KEPT;
  };
  return responses.toReversed().filter(isKept).toReversed();
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
