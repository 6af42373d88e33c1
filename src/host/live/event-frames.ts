/** The frames of one event, each built when the first socket needs it and shared by all that get the same. */
import { presentRedacted } from '../../protocol/present.ts';
import type { PublishedEvent } from '../rooms/event-bus.ts';
import { textFrame } from './text-frame.ts';

export interface EventFrames {
  /** For everyone. */
  readonly open: Buffer;
  /** With private fields. */
  readonly confidential: Buffer;
  /** For those who were removed. */
  readonly thin: Buffer;
}

/** To be kept for one fan-out and no longer: the room holds hundreds of events for those who come back. */
export function framesOf(event: PublishedEvent): EventFrames {
  return new LazyFrames(event);
}

/** The frame of several events for a client that takes them so. */
export function severalInOne(events: readonly PublishedEvent[], kind: keyof EventFrames): Buffer {
  return textFrame(`{"type":"events","items":[${events.map((event) => textOf(event, kind)).join(',')}]}`);
}

function textOf(event: PublishedEvent, kind: keyof EventFrames): string {
  switch (kind) {
    case 'open':
      return event.publicText;
    case 'confidential':
      return event.privateText;
    case 'thin':
      // Made where somebody is removed, and nowhere else.
      return JSON.stringify(presentRedacted(event.game, event));
    default:
      return kind satisfies never;
  }
}

class LazyFrames implements EventFrames {
  readonly #event: PublishedEvent;
  #open: Buffer | null = null;
  #confidential: Buffer | null = null;
  #thin: Buffer | null = null;

  constructor(event: PublishedEvent) {
    this.#event = event;
  }

  get open(): Buffer {
    this.#open ??= textFrame(textOf(this.#event, 'open'));
    return this.#open;
  }

  get confidential(): Buffer {
    const { publicText, privateText } = this.#event;
    this.#confidential ??= privateText === publicText ? this.open : textFrame(privateText);
    return this.#confidential;
  }

  get thin(): Buffer {
    this.#thin ??= textFrame(textOf(this.#event, 'thin'));
    return this.#thin;
  }
}
