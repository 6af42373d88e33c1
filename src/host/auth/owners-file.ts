/** The file of owners: one a line, in JSON, as `--new-owner` prints it. docs/scale.md, "Several owners". */
import Type from 'typebox';
import { Check } from 'typebox/value';
import { parseJson } from '../parse-json.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { readFile } from '../storage/folders/read-file.ts';
import { sha256, type ListedOwner } from './owners.ts';

const VERSION = 1;
const MAX_OWNERS = 1_000;
/** Random ids of 48 bits: one that was removed is never given to another one by chance. */
const MAX_OWNER_ID = 2 ** 48 - 1;
/** More than the longest lines need. */
const MAX_BYTES = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What people can read, without control or invisible characters, and no blank at either end. */
const NAME = /^(?!\s)[^\p{C}]{1,60}(?<!\s)$/u;

const OwnerLine = Type.Object(
  {
    version: Type.Literal(VERSION),
    id: Type.Integer({ minimum: 1, maximum: MAX_OWNER_ID }),
    name: Type.String({ minLength: 1 }),
    secret_sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  { additionalProperties: false },
);

/** Why the owners cannot be read. `line`: the first that is wrong, from 1; null: the file cannot be read at all, for `code`. */
export class OwnersFileError extends Error {
  override readonly name = 'OwnersFileError';
  readonly line: number | null;
  readonly code: string;

  constructor(line: number | null, why: string, options?: ErrorOptions & { readonly code?: string }) {
    super(line === null ? why : `Line ${line}: ${why}`, options);
    this.line = line;
    this.code = options?.code ?? '';
  }
}

/** Throws `OwnersFileError`. */
export function readOwnersFile(path: string): readonly ListedOwner[] {
  const bytes = read(path);
  if (bytes.length > MAX_BYTES) throw new OwnersFileError(null, 'The file is too long.', { code: 'EFBIG' });
  try {
    return parseOwners(utf8.decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new OwnersFileError(null, 'The file is not UTF-8.', { code: 'EILSEQ', cause: error });
  }
}

function read(path: string): Buffer {
  try {
    return readFile(path, MAX_BYTES + 1);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === '') throw cause;
    throw new OwnersFileError(null, `The file cannot be read (${code}).`, { cause, code });
  }
}

/** Empty lines, and those that begin with #, are for people. Throws `OwnersFileError`. */
export function parseOwners(text: string): readonly ListedOwner[] {
  const owners: ListedOwner[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const owner = parseOwner(trimmed, index + 1);
    refuseRepeated(owner, owners, index + 1);
    owners.push(owner);
  }
  return owners;
}

function parseOwner(line: string, number: number): ListedOwner {
  const parsed = parsedJson(line, number);
  if (!Check(OwnerLine, parsed))
    throw new OwnersFileError(
      number,
      `this needs exactly version (${VERSION}), id, name and secret_sha256, as --new-owner prints them.`,
    );
  const { id, name, secret_sha256: secretHash } = parsed;
  if (!NAME.test(name))
    throw new OwnersFileError(number, 'the name needs 1 to 60 characters that can be read.');
  return { id, name, secretHash };
}

function parsedJson(line: string, number: number): unknown {
  try {
    return parseJson(line);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new OwnersFileError(number, 'this is not JSON.', { cause });
  }
}

function refuseRepeated(owner: ListedOwner, before: readonly ListedOwner[], number: number): void {
  if (before.length === MAX_OWNERS)
    throw new OwnersFileError(number, `there are more than ${MAX_OWNERS} owners.`);
  if (before.some(({ id }) => id === owner.id))
    throw new OwnersFileError(number, 'another line has this id.');
  if (before.some(({ secretHash }) => secretHash === owner.secretHash))
    throw new OwnersFileError(number, 'another line has this secret.');
}

export interface NewOwner {
  /** For the owners file. */
  readonly line: string;
  /** For the owner's link; nobody keeps it but the owner. */
  readonly secret: string;
}

/** Null if people cannot read the name. */
export function newOwner(name: string, randomBytes: (size: number) => Uint8Array): NewOwner | null {
  if (!NAME.test(name)) return null;
  const secret = Buffer.from(randomBytes(32)).toString('base64url');
  const id = Buffer.from(randomBytes(6)).readUIntBE(0, 6) || 1;
  return { secret, line: JSON.stringify({ version: VERSION, id, name, secret_sha256: sha256(secret) }) };
}
