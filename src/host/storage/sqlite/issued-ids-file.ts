/**
 * The highest ids that were ever issued in a data folder, in a file beside the database: an older copy of the database that somebody puts
 * in its place does not know of the later ones, and the host key would make the token, PIN and card of a lost seat fit a new one.
 */
import { join } from 'node:path';
import Type from 'typebox';
import { Check } from 'typebox/value';
import { checksumOf } from '../checksum.ts';
import type { IdKind } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { placeFile } from '../folders/place-file.ts';
import { readFileIfThere } from '../folders/read-file.ts';
import { setAside } from '../folders/set-aside.ts';

export const ISSUED_IDS_FILE = 'issued-ids.json';
/** Far more than is ever in it. */
const MAX_BYTES = 4_096;
const VERSION = 1;
/** So many ids are written down before the first of them is issued: more than an evening needs, so that the disk has hardly any work. */
const BLOCK = 1_000;

export type HighestIds = Readonly<Record<IdKind, number>>;

const Id = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER - BLOCK });
const StoredIds = Type.Object({
  version: Type.Literal(VERSION),
  game: Id,
  participant: Id,
  challenge: Id,
  /** Of the three in this order: a lower number would be taken for the truth. */
  checksum: Type.Integer(),
});

export interface IssuedIdsFile {
  /** No id above these was issued before this start; null: nobody knows, because the file there cannot be used. */
  readonly atStart: HighestIds | null;
  /** Called before an id is issued. Where the file cannot be written, the id is issued all the same, and that is said once. */
  cover(kind: IdKind, id: number): void;
  /** Nothing more is issued. Without this call the file says somewhat more than was issued, which does no harm. */
  close(issued: HighestIds): void;
}

/** For ids of which nothing is written down. */
export const NO_ISSUED_IDS_FILE: IssuedIdsFile = {
  atStart: { game: 0, participant: 0, challenge: 0 },
  cover: () => undefined,
  close: () => undefined,
};

/**
 * Reads the file; a folder of an earlier version has none. It never keeps a host from starting.
 * @param notify receives why the file cannot be used or written
 */
export function openIssuedIdsFile(folder: string, notify: (line: string) => void): IssuedIdsFile {
  const path = join(folder, ISSUED_IDS_FILE);
  const found = read(path);
  if (found.whyNot !== null)
    notify(`${path} ${found.whyNot}. The next ids are far above all that can have been issued.`);
  let covered = found.ids ?? NONE;
  /** Whether the file is as this host has found or left it, as far as this host knows. */
  let known = found.ids;
  let isFailureSaid = false;

  /** What was there and is none of ours is kept. */
  const makeRoom = () => {
    if (read(path).whyNot !== null) setAside(path);
  };
  const write = (ids: HighestIds) => {
    try {
      placeFile(path, textOf(ids), { makeRoom });
      covered = ids;
      known = ids;
    } catch (error) {
      if (codeOf(error) === '') throw error;
      if (!isFailureSaid) notify(`The ids that are issued cannot be written to ${path} (${codeOf(error)}).`);
      isFailureSaid = true;
    }
  };

  return {
    atStart: found.whyNot === null ? covered : null,
    cover(kind, id) {
      if (id <= covered[kind]) return;
      const other = read(path).ids ?? NONE;
      const highest = higherOf(covered, other);
      write({ ...highest, [kind]: Math.max(highest[kind], id + BLOCK) });
    },
    close(issued) {
      const { ids, whyNot } = read(path);
      // Another host that has the folder by now has written its own.
      const isOwn = ids === null ? whyNot === null : known !== null && isSame(ids, known);
      if (isOwn && !isSame(ids ?? NONE, issued)) write(issued);
    },
  };
}

/** The highest ids that may have been issued in the folder; null: no file there says so. */
export function issuedIdsIn(folder: string): HighestIds | null {
  return read(join(folder, ISSUED_IDS_FILE)).ids;
}

const KINDS = ['game', 'participant', 'challenge'] as const satisfies readonly IdKind[];
const NONE: HighestIds = { game: 0, participant: 0, challenge: 0 };

const isSame = (one: HighestIds, other: HighestIds) => KINDS.every((kind) => one[kind] === other[kind]);

const higherOf = (one: HighestIds, other: HighestIds): HighestIds => ({
  game: Math.max(one.game, other.game),
  participant: Math.max(one.participant, other.participant),
  challenge: Math.max(one.challenge, other.challenge),
});

const checksumOfIds = ({ game, participant, challenge }: HighestIds) =>
  checksumOf(['issued_ids', game, participant, challenge]);

interface Found {
  /** Null: there is no file, or none that can be used. */
  readonly ids: HighestIds | null;
  readonly whyNot: string | null;
}

const unusable = (whyNot: string): Found => ({ ids: null, whyNot });

function read(path: string): Found {
  try {
    const file = readFileIfThere(path, MAX_BYTES);
    return file === null ? { ids: null, whyNot: null } : parsed(file.toString('utf8'));
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return unusable(codeOf(error) === 'ENOTFILE' ? 'is not a file' : `cannot be read (${codeOf(error)})`);
  }
}

function parsed(text: string): Found {
  const value = jsonOf(text);
  if (!Check(StoredIds, value) || value.checksum !== checksumOfIds(value))
    return unusable('is damaged, or was written by a newer version');
  const { game, participant, challenge } = value;
  return { ids: { game, participant, challenge }, whyNot: null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function textOf(ids: HighestIds): string {
  return `${JSON.stringify({ version: VERSION, ...ids, checksum: checksumOfIds(ids) })}\n`;
}
