/** The frames of one event, each built when first needed and shared by all clients that get the same one. */
import { presentRedacted } from '../../protocol/present-event.ts';
import type { PublishedEvent } from '../rooms/event-bus.ts';
import { frameOf, type Frames } from './encoded-frames.ts';

export interface EventFrames {
  /** For everyone. */
  readonly public: Frames;
  /** With private fields. */
  readonly private: Frames;
  /** For removed players. */
  readonly redacted: Frames;
}

/** Do not keep it beyond one fan-out: the room holds hundreds of events for clients that resume. */
export function createEventFrames(event: PublishedEvent): EventFrames {
  return new LazyFrames(event);
}

/** One frame with several events, for clients that accept it. */
export function batchFrame(events: readonly PublishedEvent[], kind: keyof EventFrames): Frames {
  const items = events.map((event) => textOf(event, kind)).join(',');
  return frameOf(`{"type":"events","items":[${items}]}`, events.at(-1)?.seq);
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
  #public: Frames | null = null;
  #private: Frames | null = null;
  #redacted: Frames | null = null;

  constructor(event: PublishedEvent) {
    this.#event = event;
  }

  get public(): Frames {
    this.#public ??= this.#frameOf('public');
    return this.#public;
  }

  get private(): Frames {
    const { publicText, privateText } = this.#event;
    this.#private ??= privateText === publicText ? this.public : this.#frameOf('private');
    return this.#private;
  }

  get redacted(): Frames {
    this.#redacted ??= this.#frameOf('redacted');
    return this.#redacted;
  }

  #frameOf(kind: keyof EventFrames): Frames {
    return frameOf(textOf(this.#event, kind), this.#event.seq);
  }
}
