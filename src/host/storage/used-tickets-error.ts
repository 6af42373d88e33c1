/** A ticket that was good when it was looked at is so no more when the batch that uses it is written. */
import { ConflictError } from './event-store.ts';

/** Nothing was written. Whoever came with one of these is refused; the others of the batch can be written without. */
export class UsedTicketsError extends ConflictError {
  override readonly name = 'UsedTicketsError';
  readonly hashes: readonly string[];

  constructor(hashes: readonly string[]) {
    super('This ticket was already used.');
    this.hashes = hashes;
  }
}
