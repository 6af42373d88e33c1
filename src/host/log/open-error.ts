/** Why the host's data cannot be used. Each message is one sentence or two, names the path and says what to do. */

export type OpenReason =
  | 'locked'
  | 'not_a_database'
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

/** The database was written by a newer version of this program; an older one would misread it. */
export class NewerDatabaseError extends OpenError {
  override readonly name = 'NewerDatabaseError';

  constructor(path: string, found: number, known: number) {
    super(
      'newer_database',
      `${path} was written by a newer version of this program (database version ${found}, this one knows ${known}). Start the newer version, or choose another data folder.`,
    );
  }
}
