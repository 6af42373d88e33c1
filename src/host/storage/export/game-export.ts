/** One game as one file: JSON lines, a heading and then its events in order. No answers, tickets, tokens or PINs. */
import Type, { type Static } from 'typebox';
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { createPseudonyms } from './pseudonyms.ts';

/** Whether people and words typed by them are in the file, or stand-ins. */
export type Names = 'pseudonyms' | 'real';

export const FILE_FORMAT = 'trading-game-night';
/** 2: the heading says which version of the events it holds. All older ones can be read. */
export const FILE_VERSION = 2;
const MAX_FILE_EVENTS = 200_000;

/** What the heading of every version says: enough to tell a newer one. */
export const HeadingStart = Type.Object({
  format: Type.Literal(FILE_FORMAT),
  version: Type.Integer({ minimum: 1 }),
});

export const Heading = Type.Object({
  ...HeadingStart.properties,
  /** Absent: 1. */
  event_version: Type.Optional(Type.Integer({ minimum: 1 })),
  names: Type.Union([Type.Literal('pseudonyms'), Type.Literal('real')]),
  exported_at: Type.String({ maxLength: 40 }),
  events: Type.Integer({ minimum: 1, maximum: MAX_FILE_EVENTS }),
});
export type Heading = Static<typeof Heading>;

export interface FileOrder {
  readonly names: Names;
  /** Wall clock, ms. */
  readonly exportedAt: number;
  /** How many events are to come: tells a whole file from one that was cut off. */
  readonly count: number;
}

/** The file, line by line. */
export async function* gameFile(
  events: AsyncIterable<LoggedEvent>,
  { names, exportedAt, count }: FileOrder,
): AsyncGenerator<string> {
  const heading: Heading = {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    event_version: EVENT_VERSION,
    names,
    exported_at: new Date(exportedAt).toISOString(),
    events: count,
  };
  yield line(heading);
  const shown = names === 'real' ? (logged: LoggedEvent) => logged : createPseudonyms();
  for await (const logged of events) {
    if (logged.seq > count) return;
    const { seq, at, playMs, by, event } = shown(logged);
    yield line({ seq, at, play_ms: playMs, by, event });
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
