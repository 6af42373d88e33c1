import { errorKindOf } from '../storage/error-kind.ts';
/** Why a host cannot start: one sentence or two for a person, and the exit code of the headless host. */
import { StorageError } from '../storage/event-store.ts';
import { OpenError, type OpenReason } from '../storage/open-error.ts';
import { ENGLISH_WORDS, type StartSentence, type TerminalWords } from './terminal-words.ts';

export const EXIT = {
  usage: 2,
  port: 3,
  folder: 4,
  newerDatabase: 5,
  data: 6,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The message is English, for the log; `sentence()` says it to people. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly exitCode: ExitCode;
  readonly #sentence: StartSentence;

  constructor(exitCode: ExitCode, sentence: StartSentence, options?: ErrorOptions) {
    super(ENGLISH_WORDS.sentence(sentence), options);
    this.exitCode = exitCode;
    this.#sentence = sentence;
  }

  sentence(words: Pick<TerminalWords, 'sentence'>): string {
    return words.sentence(this.#sentence);
  }
}

const EXIT_CODES: Readonly<Record<OpenReason, ExitCode>> = {
  locked: EXIT.data,
  not_a_database: EXIT.data,
  linked: EXIT.data,
  foreign_database: EXIT.data,
  damaged: EXIT.data,
  host_key: EXIT.data,
  owners_file: EXIT.data,
  unreachable: EXIT.data,
  refused: EXIT.data,
  newer_database: EXIT.newerDatabase,
  disk_full: EXIT.folder,
  not_a_folder: EXIT.folder,
  not_writable: EXIT.folder,
  not_durable: EXIT.folder,
};

export const startErrorOf = (error: OpenError): StartError =>
  new StartError(EXIT_CODES[error.reason], error.sentence, { cause: error });

/** Turns expected errors into a `StartError`. Others are bugs, and are returned as they are. */
export function toStartError(error: unknown): unknown {
  if (error instanceof OpenError) return startErrorOf(error);
  if (error instanceof StorageError)
    return new StartError(EXIT.data, { key: `storage_error.${errorKindOf(error)}` }, { cause: error });
  return error;
}
