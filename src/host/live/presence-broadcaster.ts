/** Tells bankers who is here: the whole list when it changed, to each at most once a second. */
import type { Cancel, Clock } from '../time/clock.ts';
import type { Connection } from './connection.ts';
import { textFrame } from './text-frame.ts';

export const PRESENCE_MS = 1_000;

export interface AnnouncerOptions {
  readonly clock: Clock;
  readonly bankers: () => readonly Connection[];
  /** The frame as it would go out now. */
  readonly text: () => string;
}

interface Told {
  readonly text: string;
  /** On the steady clock. */
  readonly at: number;
}

export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #told = new WeakMap<Connection, Told>();
  #cancel: Cancel | null = null;
  #announcedAt = -Infinity;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** The first list, right after a banker's welcome. */
  welcome(banker: Connection): void {
    const text = this.#options.text();
    this.#tell(banker, text, textFrame(text));
  }

  /** Something may have changed. */
  changed(): void {
    this.#schedule(this.#announcedAt + PRESENCE_MS);
  }

  stop(): void {
    this.#cancel?.();
  }

  #schedule(at: number): void {
    if (this.#cancel !== null) return;
    const wait = Math.max(0, at - this.#options.clock.steady());
    this.#cancel = this.#options.clock.after(wait, () => this.#announce());
  }

  #announce(): void {
    this.#cancel = null;
    this.#announcedAt = this.#options.clock.steady();
    const uninformed = this.#options.bankers();
    if (uninformed.length === 0) return;
    const text = this.#options.text();
    const frame = textFrame(text);
    for (const banker of uninformed) {
      const told = this.#told.get(banker);
      if (told?.text === text) continue;
      const allowedAt = told === undefined ? 0 : told.at + PRESENCE_MS;
      if (allowedAt > this.#announcedAt) this.#schedule(allowedAt);
      else this.#tell(banker, text, frame);
    }
  }

  #tell(banker: Connection, text: string, frame: Buffer): void {
    this.#told.set(banker, { text, at: this.#options.clock.steady() });
    banker.send(frame);
  }
}
