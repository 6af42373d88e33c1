/** One game as one file of JSON lines: a header, then its events in order. No responses, tickets, tokens or PINs. */
import Type, { type Static } from 'typebox';
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { createPseudonyms } from './pseudonyms.ts';

/** Whether the file contains real names and text, or pseudonyms. */
export type ExportNames = 'pseudonyms' | 'real';

export const EXPORT_FORMAT = 'trading-game-night';
/** 2: the header gives the version of the events. All older versions can be read. */
export const EXPORT_VERSION = 2;
const MAX_EXPORT_EVENTS = 200_000;

/** The part of the header common to all versions: enough to recognise a newer one. */
export const HeaderStart = Type.Object({
  format: Type.Literal(EXPORT_FORMAT),
  version: Type.Integer({ minimum: 1 }),
});

export const Header = Type.Object({
  ...HeaderStart.properties,
  /** 1 if absent. */
  event_version: Type.Optional(Type.Integer({ minimum: 1 })),
  names: Type.Union([Type.Literal('pseudonyms'), Type.Literal('real')]),
  exported_at: Type.String({ maxLength: 40 }),
  events: Type.Integer({ minimum: 1, maximum: MAX_EXPORT_EVENTS }),
});
export type Header = Static<typeof Header>;

export interface GameExportOptions {
  readonly names: ExportNames;
  /** Wall clock, ms. */
  readonly exportedAt: number;
  /** The number of events, so that a truncated file can be recognised. */
  readonly count: number;
}

/** The file, line by line. */
export async function* gameExport(
  events: AsyncIterable<LoggedEvent>,
  { names, exportedAt, count }: GameExportOptions,
): AsyncGenerator<string> {
  const header: Header = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    event_version: EVENT_VERSION,
    names,
    exported_at: new Date(exportedAt).toISOString(),
    events: count,
  };
  yield line(header);
  const transform = names === 'real' ? (logged: LoggedEvent) => logged : createPseudonyms();
  for await (const logged of events) {
    if (logged.seq > count) return;
    const { seq, at, playMs, by, event } = transform(logged);
    yield line({ seq, at, play_ms: playMs, by, event });
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
