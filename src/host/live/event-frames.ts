/** The frames of one event, each built when first needed and shared by all sockets that get the same one. */
import { presentRedacted } from '../../protocol/present.ts';
import type { PublishedEvent } from '../rooms/event-bus.ts';
import { textFrame } from './text-frame.ts';

export interface EventFrames {
  /** For everyone. */
  readonly public: Buffer;
  /** With private fields. */
  readonly private: Buffer;
  /** For removed players. */
  readonly redacted: Buffer;
}

/** Do not keep it beyond one fan-out: the room holds hundreds of events for clients that resume. */
export function createEventFrames(event: PublishedEvent): EventFrames {
  return new LazyFrames(event);
}

/** One frame with several events, for clients that accept it. */
export function batchFrame(events: readonly PublishedEvent[], kind: keyof EventFrames): Buffer {
  return textFrame(`{"type":"events","items":[${events.map((event) => textOf(event, kind)).join(',')}]}`);
}

function textOf(event: PublishedEvent, kind: keyof EventFrames): string {
  switch (kind) {
    case 'public':
      return event.publicText;
    case 'private':
      return event.privateText;
    case 'redacted':
      // Rarely needed: only for removed players.
      return JSON.stringify(presentRedacted(event.game, event));
    default:
      return kind satisfies never;
  }
}

class LazyFrames implements EventFrames {
  readonly #event: PublishedEvent;
  #public: Buffer | null = null;
  #private: Buffer | null = null;
  #redacted: Buffer | null = null;

  constructor(event: PublishedEvent) {
    this.#event = event;
  }

  get public(): Buffer {
    this.#public ??= textFrame(textOf(this.#event, 'public'));
    return this.#public;
  }

  get private(): Buffer {
    const { publicText, privateText } = this.#event;
    this.#private ??= privateText === publicText ? this.public : textFrame(privateText);
    return this.#private;
  }

  get redacted(): Buffer {
    this.#redacted ??= textFrame(textOf(this.#event, 'redacted'));
    return this.#redacted;
  }
}
