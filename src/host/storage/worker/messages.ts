/** What the host's thread and its worker tell each other. */
import { NewerEventError, StorageError } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { NewerDatabaseError, OpenError, type OpenReason } from '../sqlite/open-error.ts';
import type { Task } from './tasks.ts';

export interface TaskMessage {
  readonly id: number;
  readonly task: Task;
}

export interface TaskResult {
  readonly id: number;
  readonly result: unknown;
  /** Null if it succeeded. */
  readonly error: PlainError | null;
}

/** An error between threads, which lose its class and its code. */
export interface PlainError {
  readonly kind: 'storage' | 'newer' | 'open' | 'other';
  readonly message: string;
  /** Of the system call or of SQLite; empty if there is none. */
  readonly code: string;
  readonly reason: OpenReason | null;
}

export function toPlainError(error: unknown): PlainError {
  const kind =
    error instanceof NewerDatabaseError || error instanceof NewerEventError
      ? 'newer'
      : error instanceof StorageError
        ? 'storage'
        : error instanceof OpenError
          ? 'open'
          : 'other';
  return {
    kind,
    message: error instanceof Error ? error.message : String(error),
    code: codeOf(error),
    reason: error instanceof OpenError ? error.reason : null,
  };
}

export function toError({ kind, message, code, reason }: PlainError): Error {
  if (kind === 'storage') return new StorageError(message);
  if (reason !== null) return new OpenError(reason, message);
  const error = new Error(message);
  return code === '' ? error : Object.assign(error, { code });
}
