/** Classifies disk, file and database errors for the person at the desk. */
import type { ErrorKind } from '../../protocol/host-warnings.ts';
import { DamagedDataError, DisplacedError, NewerEventError, StorageError } from './event-store.ts';
import { codeOf } from './folders/error-code.ts';
import { NewerDatabaseError, OpenError, type OpenReason } from './sqlite/open-error.ts';

const KINDS: readonly (readonly [RegExp, ErrorKind])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)$/, 'disk_full'],
  [/^(SQLITE_(BUSY|LOCKED)|EBUSY)/, 'locked'],
  [/^(SQLITE_READONLY|EROFS)/, 'read_only'],
  [/^(SQLITE_(PERM|AUTH)|EACCES|EPERM)/, 'no_permission'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^(SQLITE_(IOERR|CANTOPEN)|EIO|EFBIG)/, 'io_error'],
  [/^(ENOTFILE|EISDIR|EEXIST)/, 'foreign_file'],
  [/^(ENOENT|ENOTDIR)/, 'no_folder'],
  [/^SQLITE_CONSTRAINT/, 'contradiction'],
];

/** Classifies a `StorageError` by its cause. */
export function errorKindOf(error: unknown): ErrorKind {
  if (error instanceof NewerEventError || error instanceof NewerDatabaseError) return 'newer_version';
  if (error instanceof DamagedDataError) return 'damaged';
  if (error instanceof DisplacedError) return 'moved';
  if (error instanceof StorageError && error.cause !== undefined) return errorKindOf(error.cause);
  if (error instanceof OpenError) {
    const kind = errorKindOf(error.cause);
    return kind === 'other' ? OPENING_KINDS[error.reason] : kind;
  }
  const code = codeOf(error);
  return KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
}

const OPENING_KINDS: Readonly<Record<OpenReason, ErrorKind>> = {
  locked: 'locked',
  not_a_database: 'foreign_file',
  linked: 'foreign_file',
  foreign_database: 'foreign_file',
  newer_database: 'newer_version',
  damaged: 'damaged',
  disk_full: 'disk_full',
  not_a_folder: 'no_folder',
  not_writable: 'no_permission',
  not_durable: 'not_durable',
  host_key: 'no_permission',
};

/** What is wrong and what to do, in English, for the terminal and the log file. */
export const ERROR_SENTENCES: Readonly<Record<ErrorKind, string>> = {
  disk_full: 'The disk is full: free some space, then try again.',
  locked: 'Another program holds the file: close it, then try again.',
  read_only: 'The file is write-protected: allow this user to write it.',
  no_permission: 'This user may not write there: allow it, then try again.',
  damaged: 'The file with the games is damaged: restore a backup.',
  foreign_file: 'The file is not one of this program: move it away.',
  newer_version: 'A newer version of this program wrote the file: update this program.',
  io_error: 'The disk failed: check it, then try again.',
  not_durable: 'The disk does not keep what is written: use another one.',
  moved:
    'The file with the games was moved, deleted or changed while this program was running: put it back, or start the host again.',
  no_folder: 'The folder is not there: make it, then start the host again.',
  contradiction: 'What was to be written contradicts what is stored: start the host again.',
  other: 'The database refused: start the host again.',
};
