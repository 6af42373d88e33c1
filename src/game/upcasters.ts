/** Converts events of older versions to the current one, one version per step. */

/** An event as stored: JSON, not validated yet. */
export type RawEvent = Readonly<Record<string, unknown>>;

/**
 * From one version to the next. Pure; leaves alone other events and malformed ones, which are validated afterwards. Keeps
 * `type` as the first field, because backups are searched by it.
 */
export type Upcaster = (event: RawEvent) => RawEvent;

/**
 * The first upcaster turns version 1 into version 2, and so on. Once released, an upcaster never changes. A new field or event
 * needs none: see `event-fields.ts`.
 */
export const UPCASTERS: readonly Upcaster[] = [];

/** The event version that a program with these upcasters writes. */
export function versionAfter(upcasters: readonly Upcaster[]): number {
  return upcasters.length + 1;
}

/** The event version that this program writes. */
export const EVENT_VERSION: number = versionAfter(UPCASTERS);

/** Converts an event to the current version; `version` is the one that wrote it, from 1. */
export function upcast(event: RawEvent, version: number, upcasters: readonly Upcaster[]): RawEvent {
  return upcasters.slice(version - 1).reduce((older, step) => step(older), event);
}
