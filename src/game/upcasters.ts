/** Brings an event of an older version to this one, a step a version. */

/** An event as it was written: JSON, not judged yet. */
export type RawEvent = Readonly<Record<string, unknown>>;

/**
 * From one version to the next. Pure; leaves alone what it is not about, and what it cannot make sense of: that is judged
 * afterwards. Keeps `type` the first of the fields, as backups are looked through by it.
 */
export type Upcaster = (event: RawEvent) => RawEvent;

/**
 * The first step makes version 2 of version 1, and so on. A step is never changed once it was released. An added field or event
 * needs none: see `event-fields.ts`.
 */
export const UPCASTERS: readonly Upcaster[] = [];

/** The version of the events that a program with these steps writes. */
export function versionAfter(upcasters: readonly Upcaster[]): number {
  return upcasters.length + 1;
}

/** The version of the events that this program writes. */
export const EVENT_VERSION: number = versionAfter(UPCASTERS);

/** The event as if this version had written it; `version` is the one that did, from 1 up to the steps' last. */
export function upcast(event: RawEvent, version: number, upcasters: readonly Upcaster[]): RawEvent {
  return upcasters.slice(version - 1).reduce((older, step) => step(older), event);
}
