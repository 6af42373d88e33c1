import { describe, expect, it } from 'vitest';
import { ERROR_KINDS } from '../../protocol/host-warnings.ts';
import { errorSentence, errorKindOf } from './error-kind.ts';
import { DisplacedError, NewerEventError, StorageError } from './event-store.ts';
import { NewerDatabaseError, OpenError } from './open-error.ts';

const failed = (code: string) => Object.assign(new Error('it failed'), { code });

describe('the kind of an error', () => {
  it.each([
    ['SQLITE_FULL', 'disk_full'],
    ['ENOSPC', 'disk_full'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'],
    ['SQLITE_READONLY', 'read_only'],
    ['EROFS', 'read_only'],
    ['EACCES', 'no_permission'],
    ['SQLITE_CORRUPT_VTAB', 'damaged'],
    ['SQLITE_IOERR_WRITE', 'io_error'],
    ['ENOTDIR', 'no_folder'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'contradiction'],
    ['SQLITE_ERROR', 'other'],
    ['53100', 'disk_full'],
    ['ECONNREFUSED', 'unreachable'],
    ['57P01', 'unreachable'],
    ['23505', 'contradiction'],
    ['25006', 'takes_no_changes'],
    ['42501', 'no_permission'],
    ['XX001', 'damaged'],
    ['42P01', 'other'],
  ])('of %s is %s', (code, kind) => {
    expect(errorKindOf(failed(code))).toBe(kind);
  });

  it("is that of a StorageError's cause", () => {
    const inner = new StorageError('The disk is full.', { cause: failed('ENOSPC') });
    expect(errorKindOf(new StorageError('No backup could be made.', { cause: inner }))).toBe('disk_full');
  });

  it('is that of the cause of an OpenError too, and else that of its reason', () => {
    const because = (code: string) =>
      new OpenError('not_writable', { key: 'start_error.not_writable' }, { cause: failed(code) });
    expect(['EROFS', 'EIO', 'EDQUOT', 'EPERM', 'ELOOP'].map((code) => errorKindOf(because(code)))).toEqual([
      'read_only',
      'io_error',
      'disk_full',
      'no_permission',
      'foreign_file',
    ]);
    expect(errorKindOf(new OpenError('not_durable', { key: 'start_error.not_durable' }))).toBe('not_durable');
  });

  it('is "moved" where the file was lost while it was open', () => {
    expect(errorKindOf(new DisplacedError('Gone.'))).toBe('moved');
  });

  it('recognises data from a newer version', () => {
    const newer = new StorageError('No.', { cause: new NewerDatabaseError('/data', 'schema 9') });
    expect(errorKindOf(newer)).toBe('newer_version');
    expect(errorKindOf(new NewerEventError('event 7 of game 3'))).toBe('newer_version');
  });

  it('is "other" for an error without a code', () => {
    expect(errorKindOf(new StorageError('The copy is damaged.'))).toBe('other');
    expect(errorKindOf('no error at all')).toBe('other');
  });
});

it.each(ERROR_KINDS)('an error of kind %s has a sentence that says what to do', (kind) => {
  expect(errorSentence(kind)).toMatch(/^[A-Z].+\.$/);
});
