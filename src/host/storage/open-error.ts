/** Why the host's data cannot be opened. Each message is one or two sentences, names the path and says what to do. */
import { ENGLISH_WORDS, type StartSentence } from '../start/terminal-words.ts';

export type OpenReason =
  | 'locked'
  | 'not_a_database'
  | 'linked'
  | 'foreign_database'
  | 'newer_database'
  | 'damaged'
  | 'disk_full'
  | 'not_a_folder'
  | 'not_writable'
  | 'not_durable'
  | 'host_key'
  /** The owners file cannot be read, or a line in it is wrong. */
  | 'owners_file'
  /** A database server does not answer, or lets nobody in. */
  | 'unreachable'
  | 'refused';

export class OpenError extends Error {
  override readonly name: string = 'OpenError';
  readonly reason: OpenReason;
  /** What the message says, to be said in any language. */
  readonly sentence: StartSentence;

  constructor(reason: OpenReason, sentence: StartSentence, options?: ErrorOptions) {
    super(ENGLISH_WORDS.sentence(sentence), options);
    this.reason = reason;
    this.sentence = sentence;
  }
}

/** The database, or something in it, was written by a newer version of this program. It is intact, and left unchanged. */
export class NewerDatabaseError extends OpenError {
  override readonly name = 'NewerDatabaseError';

  /** @param what how this version can tell */
  constructor(path: string, what: string, options?: ErrorOptions) {
    super('newer_database', { key: 'start_error.newer_database', params: { path, what } }, options);
  }
}
