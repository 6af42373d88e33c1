/**
 * What the file with the games' heads says, and how it is written (`heads-file.ts` says what it is for).
 */
import { join } from 'node:path';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { checksumOf } from '../checksum.ts';
import { codeOf } from '../folders/error-code.ts';
import { readFileIfThere } from '../folders/read-file.ts';

export const HEADS_FILE = 'heads.json';
/** Room for the games of a lifetime. */
const MAX_BYTES = 4_194_304;
const VERSION = 1;
/** Of the games that were wiped, as many are kept: the last ones. */
export const WIPED_KEPT = 1_000;
/** Where the log of a game ended when this was written: it never ends before that again. */
export interface KnownHead {
  readonly gameId: number;
  readonly code: string;
  /** Seq of its last event. */
  readonly seq: number;
  /** Of that event, which covers all before it. A migration that changes it has to remove this file. */
  readonly checksum: number | null;
  /** Of the restore that brought it; 0: there was none, or it is not written down. */
  readonly restore: number;
}

/** What the file says. */
export interface KnownHeads {
  readonly games: readonly KnownHead[];
  /**
   * Of the last backup that the database knew of. One that knows of a later one is newer than the file, as after a version of the program
   * that has no such file: what is gone from it then is gone on purpose. Null: not written down.
   */
  readonly backupNumber: number | null;
  /** How often the exercise library was changed; 0: never, or it is not written down. */
  readonly libraryRevision: number;
  /** Of the last restore; 0: there was none, or it is not written down. */
  readonly restores: number;
}

/** A game that is wiped. No other one ever gets its id. */
export interface WipedGame {
  readonly gameId: number;
  /** Of its code, by which it differs from a game of another laptop; null: nobody knows it any more. */
  readonly checksum: number | null;
}

export interface HeadsContents extends KnownHeads {
  /** In the order in which they were wiped. */
  readonly wiped: readonly WipedGame[];
}

const Whole = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const StoredHeads = Type.Object({
  version: Type.Literal(VERSION),
  games: Type.Array(
    Type.Object({
      id: Whole,
      code: Type.String({ minLength: 1, maxLength: 64 }),
      seq: Whole,
      checksum: Type.Union([Type.Integer(), Type.Null()]),
      /** Left out where it was never restored, as in the first versions. */
      restore: Type.Optional(Whole),
    }),
  ),
  /** The first version of this file has none. */
  backup: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  /** Left out where nobody has kept anything in it, as in the first versions. */
  library: Type.Optional(Whole),
  /** Left out where nothing was restored, as in the first versions. */
  restores: Type.Optional(Whole),
  /** Left out where nothing was wiped, as in the first versions. */
  wiped: Type.Optional(
    Type.Array(Type.Object({ id: Whole, checksum: Type.Union([Type.Integer(), Type.Null()]) }), {
      minItems: 1,
      maxItems: WIPED_KEPT,
    }),
  ),
  /** Of all games in this order, the backup, and what is wiped: a higher number would be taken for a loss. */
  checksum: Type.Integer(),
});
/** Compiled, because the file is looked at before each write, and may hold hundreds of games. */
const storedHeadsValidator = Compile(StoredHeads);

/** What the file in the folder says; no games, if there is none that says so. */
export function knownHeadsIn(folder: string): KnownHeads {
  const { wiped: _, ...known } = readHeadsFile(join(folder, HEADS_FILE)).contents;
  return known;
}

/** The games of which it says that they are wiped. */
export function wipedGamesIn(folder: string): readonly WipedGame[] {
  return readHeadsFile(join(folder, HEADS_FILE)).contents.wiped;
}

/** @param code null: nobody can tell, and ids are never issued twice */
export function isSame(wiped: WipedGame, game: { readonly gameId: number; readonly code: string | null }) {
  if (wiped.gameId !== game.gameId) return false;
  return wiped.checksum === null || game.code === null || wiped.checksum === checksumOfCode(game.code);
}

export const checksumOfCode = (code: string) => checksumOf(['wiped', code]);
interface Found {
  readonly contents: HeadsContents;
  /** Null: there is no file, or it can be used. */
  readonly whyNot: string | null;
}

/** As of a folder in which nothing has happened yet. */
const NOTHING: HeadsContents = { games: [], backupNumber: 0, libraryRevision: 0, restores: 0, wiped: [] };

const unusable = (whyNot: string): Found => ({ contents: NOTHING, whyNot });

export function readHeadsFile(path: string): Found {
  try {
    const file = readFileIfThere(path, MAX_BYTES);
    return file === null ? { contents: NOTHING, whyNot: null } : parsed(file.toString('utf8'));
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return unusable(codeOf(error) === 'ENOTFILE' ? 'is not a file' : `cannot be read (${codeOf(error)})`);
  }
}

function parsed(text: string): Found {
  const value = jsonOf(text);
  if (!storedHeadsValidator.Check(value)) return unusable(DAMAGED);
  const games = value.games.map(({ id, restore = 0, ...head }) => ({ gameId: id, ...head, restore }));
  const wiped = (value.wiped ?? []).map(({ id, checksum }) => ({ gameId: id, checksum }));
  const contents = {
    games,
    backupNumber: value.backup ?? null,
    libraryRevision: value.library ?? 0,
    restores: value.restores ?? 0,
    wiped,
  };
  return value.checksum === checksumOfContents(contents) ? { contents, whyNot: null } : unusable(DAMAGED);
}

const DAMAGED = 'is damaged, or was written by a newer version';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function checksumOfContents(contents: HeadsContents): number {
  const { games, backupNumber, libraryRevision, restores, wiped } = contents;
  const fields = games.flatMap(({ gameId, code, seq, checksum }) => [gameId, code, seq, checksum]);
  const wipedFields = wiped.flatMap(({ gameId, checksum }) => [gameId, checksum]);
  return checksumOf([
    'heads',
    ...fields,
    ...(backupNumber === null ? [] : [backupNumber]),
    ...(libraryRevision === 0 ? [] : ['library', libraryRevision]),
    ...(restores === 0 ? [] : ['restores', restores, ...games.map(({ restore }) => restore)]),
    ...(wiped.length === 0 ? [] : ['wiped', ...wipedFields]),
  ]);
}

export function headsFileText(contents: HeadsContents): string {
  const { backupNumber: backup, libraryRevision: library, restores } = contents;
  const games = contents.games.map(({ gameId: id, code, seq, checksum, restore }) => ({
    id,
    code,
    seq,
    checksum,
    ...(restore > 0 && { restore }),
  }));
  const wiped = contents.wiped.map(({ gameId: id, checksum }) => ({ id, checksum }));
  const stored = {
    version: VERSION,
    games,
    ...(backup !== null && { backup }),
    ...(library > 0 && { library }),
    ...(restores > 0 && { restores }),
    ...(wiped.length > 0 && { wiped }),
  };
  return `${JSON.stringify({ ...stored, checksum: checksumOfContents(contents) })}\n`;
}
