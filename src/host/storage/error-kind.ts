/** Classifies the errors of disks, files and databases for the person at the desk. */
import type { ErrorKind } from '../../protocol/host-warnings.ts';
import { ENGLISH_WORDS } from '../start/terminal-words.ts';
import {
  DamagedDataError,
  DisplacedError,
  NewerEventError,
  NoRoomError,
  StorageError,
} from './event-store.ts';
import { codeOf } from './folders/error-code.ts';
import { NewerDatabaseError, OpenError, type OpenReason } from './open-error.ts';
import { isTransient, READ_ONLY_TRANSACTION } from './postgres/failure.ts';

const KINDS: readonly (readonly [RegExp, ErrorKind])[] = [
  // PostgreSQL's codes are five letters and digits.
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|53100)$/, 'disk_full'],
  [/^(SQLITE_(BUSY|LOCKED)|EBUSY)/, 'locked'],
  [/^(SQLITE_READONLY|EROFS)/, 'read_only'],
  [/^(SQLITE_(PERM|AUTH)|EACCES|EPERM|42501$)/, 'no_permission'],
  [/^(SQLITE_(CORRUPT|NOTADB)|XX00[12]$)/, 'damaged'],
  [/^(SQLITE_(IOERR|CANTOPEN)|EIO|EFBIG)/, 'io_error'],
  [/^(ENOTFILE|EISDIR|EEXIST|ELOOP)/, 'foreign_file'],
  [/^(ENOENT|ENOTDIR)/, 'no_folder'],
  [/^(SQLITE_CONSTRAINT|23\d{3}$)/, 'contradiction'],
];

/** Classifies a `StorageError` by its cause. */
export function errorKindOf(error: unknown): ErrorKind {
  if (error instanceof NewerEventError || error instanceof NewerDatabaseError) return 'newer_version';
  if (error instanceof DamagedDataError) return 'damaged';
  if (error instanceof DisplacedError) return 'moved';
  if (error instanceof NoRoomError) return 'disk_full';
  if (error instanceof StorageError && error.cause !== undefined) return errorKindOf(error.cause);
  if (error instanceof OpenError) {
    const kind = errorKindOf(error.cause);
    return kind === 'other' ? OPENING_KINDS[error.reason] : kind;
  }
  const code = codeOf(error);
  // It answers. It is asked again all the same: a standby may be about to become the primary.
  if (code === READ_ONLY_TRANSACTION) return 'takes_no_changes';
  if (isTransient(error)) return 'unreachable';
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
  owners_file: 'no_permission',
  unreachable: 'unreachable',
  refused: 'no_permission',
};

/** What is wrong and what to do, in English, for the log file and for programs. */
export const errorSentence = (kind: ErrorKind): string => ENGLISH_WORDS.say(`storage_error.${kind}`);
