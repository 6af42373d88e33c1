/** Why the host's data cannot be opened. Each message is one or two sentences, names the path and says what to do. */

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
  | 'host_key';

export class OpenError extends Error {
  override readonly name: string = 'OpenError';
  readonly reason: OpenReason;

  constructor(reason: OpenReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** The database, or something in it, was written by a newer version of this program. It is intact, and left unchanged. */
export class NewerDatabaseError extends OpenError {
  override readonly name = 'NewerDatabaseError';

  /** @param what how this version can tell */
  constructor(path: string, what: string, options?: ErrorOptions) {
    super(
      'newer_database',
      `${path} was written by a newer version of this program (${what}): update this program, or choose another data folder.`,
      options,
    );
  }
}
