/** Why a host cannot start: one sentence or two for a person, and the exit code of the headless host. */
import { StorageError } from '../storage/event-store.ts';
import { OpenError, type OpenReason } from '../storage/sqlite/open-error.ts';

export const EXIT = {
  usage: 2,
  port: 3,
  folder: 4,
  newerDatabase: 5,
  data: 6,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export class StartError extends Error {
  override readonly name = 'StartError';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

const EXIT_CODES: Readonly<Record<OpenReason, ExitCode>> = {
  locked: EXIT.data,
  not_a_database: EXIT.data,
  linked: EXIT.data,
  foreign_database: EXIT.data,
  damaged: EXIT.data,
  host_key: EXIT.data,
  newer_database: EXIT.newerDatabase,
  disk_full: EXIT.folder,
  not_a_folder: EXIT.folder,
  not_writable: EXIT.folder,
  not_durable: EXIT.folder,
};

/** Turns expected errors into a `StartError`. Others are bugs, and are returned as they are. */
export function toStartError(error: unknown): unknown {
  if (error instanceof OpenError)
    return new StartError(EXIT_CODES[error.reason], error.message, { cause: error });
  if (error instanceof StorageError) return new StartError(EXIT.data, error.message, { cause: error });
  return error;
}
