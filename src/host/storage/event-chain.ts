/** Reads a game's rows in order, and notices any that were changed, lost, repeated or swapped since they were written. */
import type { LoggedEvent } from '../../game/events.ts';
import { readEvent } from '../../game/read-event.ts';
import { checksumOf } from './checksum.ts';
import { readCause } from './command-id.ts';
import { DamagedDataError, NewerEventError } from './event-store.ts';

export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly playMs: number;
  readonly by: number;
  /** Which version of the events the body was written in. */
  readonly version: number;
  readonly body: string;
  /** Null in events from before there were checksums. */
  readonly checksum: number | null;
  /** As `storedCause` says; null in older events. */
  readonly cause: string | null;
}

/** Where a log ends, as stored with its game; both null if it has no event with a checksum. */
export interface LogHead {
  readonly seq: number | null;
  readonly checksum: number | null;
}

/** The checksum of an event's row; `before`: that of the event before it, null if it has none. */
export function eventChecksum(
  gameId: number,
  { seq, at, playMs, by, version, body }: Omit<EventRow, 'checksum' | 'cause'>,
  before: number | null,
): number {
  return checksumOf([gameId, seq, at, playMs, by, version, body], before ?? 0);
}

/** Whether a newer version wrote the event. False for one that cannot be read at all, or whose checksum is wrong. */
export function isNewer(gameId: number, row: EventRow, before: number | null): boolean {
  if (row.checksum !== null && row.checksum !== eventChecksum(gameId, row, before)) return false;
  try {
    return readEvent(JSON.parse(row.body), row.version) === 'newer';
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
  }
}

export class EventChain {
  readonly #gameId: number;
  #seq: number;
  #checksum: number | null;
  #areCausesIntact = true;

  /** Begins after event `seq`, whose checksum is `checksum`. */
  constructor(gameId: number, seq = 0, checksum: number | null = null) {
    this.#gameId = gameId;
    this.#seq = seq;
    this.#checksum = checksum;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Whether all causes that were read so far are as they were written. An event of which it is damaged has none. */
  get areCausesIntact(): boolean {
    return this.#areCausesIntact;
  }

  /**
   * The event in the next row. Throws `NewerEventError` for an event from a newer version, and `DamagedDataError` if the row is not
   * the one that was written here.
   */
  read(row: EventRow): LoggedEvent {
    this.verify(row);
    const { seq, at, playMs, by, version, body } = row;
    const event = readEvent(this.#parsed(body), version);
    if (event === 'newer') throw new NewerEventError(`event ${seq} of game ${this.#gameId}`);
    if (event === 'damaged') throw this.#damaged(seq, 'does not have the shape of any known version');
    return { seq, at, playMs, by, event, ...this.#causeIn(row) };
  }

  /** The next row's place and checksum, without reading the event. Throws `DamagedDataError`. */
  verify(row: EventRow): void {
    const expected = this.#seq + 1;
    if (row.seq !== expected) throw this.#damaged(expected, 'is missing');
    // Older events come first, so one without a checksum after one with it has lost it.
    const isRight =
      row.checksum === null
        ? this.#checksum === null
        : row.checksum === eventChecksum(this.#gameId, row, this.#checksum);
    if (!isRight) throw this.#damaged(expected, 'is not as it was written');
    this.#seq = expected;
    this.#checksum = row.checksum;
  }

  /** Throws `DamagedDataError` if the log does not end here. */
  finish({ seq, checksum }: LogHead): void {
    if (seq === null && checksum === null && this.#checksum === null) return;
    if (seq !== this.#seq || checksum !== this.#checksum)
      throw this.#damaged(Math.max(seq ?? 0, this.#seq), 'is not where the log ends');
  }

  #causeIn({ seq, cause: stored }: EventRow): Pick<LoggedEvent, 'cause'> {
    const cause = stored === null ? null : readCause({ gameId: this.#gameId, seq }, stored);
    if (cause !== null) return { cause };
    if (stored !== null) this.#areCausesIntact = false;
    return {};
  }

  #parsed(body: string): unknown {
    try {
      const found: unknown = JSON.parse(body);
      return found;
    } catch (cause) {
      throw this.#damaged(this.#seq, 'is not JSON', { cause });
    }
  }

  #damaged(seq: number, what: string, options?: ErrorOptions): DamagedDataError {
    return new DamagedDataError(`Event ${seq} of game ${this.#gameId} ${what}`, options);
  }
}
