/**
 * One game as one file of JSON lines: a header, then its events in order, each with a checksum. No responses, tickets, tokens or PINs.
 */
import Type, { type Static } from 'typebox';
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { wholeLog } from '../whole-log.ts';
import { LineSeals } from './line-seal.ts';
import { createPseudonyms } from './pseudonyms.ts';

/** Whether the file contains real names and text, or pseudonyms. */
export type ExportNames = 'pseudonyms' | 'real';

export const EXPORT_FORMAT = 'trading-game-night';
/** 2: the header gives the version of the events. 3: every line has a checksum. All older versions can be read. */
export const EXPORT_VERSION = 3;
/** The first version whose lines have checksums. */
export const SEALED_VERSION = 3;

/** The part of the header common to all versions: enough to recognise a newer one, and whether it is undamaged. */
export const HeaderStart = Type.Object({
  format: Type.Literal(EXPORT_FORMAT),
  version: Type.Integer({ minimum: 1 }),
  /** From version 3 on, computed in the same way for ever. */
  checksum: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffff_ffff })),
});

/** What says that a later version wrote the file, however it ends its lines. */
export const NewerStart = Type.Object({
  format: Type.Literal(EXPORT_FORMAT),
  version: Type.Integer({ minimum: EXPORT_VERSION + 1 }),
});

export const Header = Type.Object(
  {
    ...HeaderStart.properties,
    /** 1 if absent. */
    event_version: Type.Optional(Type.Integer({ minimum: 1 })),
    names: Type.Union([Type.Literal('pseudonyms'), Type.Literal('real')]),
    exported_at: Type.String({ maxLength: 40 }),
    events: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);
export type Header = Static<typeof Header>;

export interface GameExportOptions {
  readonly names: ExportNames;
  /** Wall clock, ms. */
  readonly exportedAt: number;
  /** The number of events, so that a truncated file can be recognised. */
  readonly count: number;
}

/** The file, line by line. Throws `RoomClosedError` where the events end too early. */
export async function* gameExport(
  events: AsyncIterable<LoggedEvent>,
  { names, exportedAt, count }: GameExportOptions,
): AsyncGenerator<string> {
  const header: Omit<Header, 'checksum'> = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    event_version: EVENT_VERSION,
    names,
    exported_at: new Date(exportedAt).toISOString(),
    events: count,
  };
  const seals = new LineSeals();
  yield seals.seal(header);
  const transform = names === 'real' ? (logged: LoggedEvent) => logged : createPseudonyms();
  for await (const logged of wholeLog(events, count)) {
    if (logged.seq > count) return;
    const { seq, at, playMs, by, event } = transform(logged);
    yield seals.seal({ seq, at, play_ms: playMs, by, event });
  }
}
