import type { StartSentence } from '../../start/terminal-words.ts';
/** What the host's thread and its worker tell each other. */
import { NewerEventError, StorageError } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { NewerDatabaseError, OpenError, type OpenReason } from '../open-error.ts';
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
  readonly opening: { readonly reason: OpenReason; readonly sentence: StartSentence } | null;
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
    opening: error instanceof OpenError ? { reason: error.reason, sentence: error.sentence } : null,
  };
}

export function toError({ kind, message, code, opening }: PlainError): Error {
  if (kind === 'storage') return new StorageError(message);
  if (opening !== null) return new OpenError(opening.reason, opening.sentence);
  const error = new Error(message);
  return code === '' ? error : Object.assign(error, { code });
}
