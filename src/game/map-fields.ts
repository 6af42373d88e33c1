/** Visits and maps the declared fields of an event. */
import { EVENT_FIELDS } from './event-fields.ts';
import { isObjectLike } from './event-validator.ts';
import type { GameEvent } from './events.ts';
import type { EventField, EventFields, FieldGroup } from './field-definitions.ts';
import { asGameEvent } from './read-event.ts';

/** A field of an event with its value. */
export interface FieldEntry {
  readonly field: EventField;
  readonly value: unknown;
  /** The object that contains it: the event, or a group inside it. */
  readonly owner: Readonly<Record<string, unknown>>;
}

/** The fields present in the event, in the order of their declaration. */
export function fieldEntriesOf(event: GameEvent): readonly FieldEntry[] {
  return collectEntries(event, EVENT_FIELDS[event.type], []);
}

/** Replaces each field's value; a field for which `change` returns undefined is left out. */
export function mapFields(event: GameEvent, change: (entry: FieldEntry) => unknown): GameEvent {
  return asGameEvent(mapGroup(event, EVENT_FIELDS[event.type], change));
}

function collectEntries(
  owner: FieldEntry['owner'],
  fields: EventFields,
  found: FieldEntry[],
): readonly FieldEntry[] {
  for (const [name, node] of nodesOf(fields)) {
    const value = owner[name];
    if (value === undefined) continue;
    if (node.kind === 'field') found.push({ field: node, value, owner });
    else if (isObjectLike(value)) collectEntries(value, node.fields, found);
  }
  return found;
}

function mapGroup(
  owner: FieldEntry['owner'],
  fields: EventFields,
  change: (entry: FieldEntry) => unknown,
): FieldEntry['owner'] {
  const result: Record<string, unknown> = { ...owner };
  for (const [name, node] of nodesOf(fields)) {
    const value = owner[name];
    if (value === undefined) continue;
    if (node.kind !== 'field') {
      if (isObjectLike(value)) result[name] = mapGroup(value, node.fields, change);
      continue;
    }
    const changed = change({ field: node, value, owner });
    if (changed === undefined) delete result[name];
    else result[name] = changed;
  }
  return result;
}

/** Cached, because a file may have a hundred thousand events. */
const nodesCache = new WeakMap<EventFields, readonly (readonly [string, EventField | FieldGroup])[]>();

function nodesOf(fields: EventFields): readonly (readonly [string, EventField | FieldGroup])[] {
  const cached = nodesCache.get(fields);
  if (cached !== undefined) return cached;
  const entries = Object.entries(fields);
  nodesCache.set(fields, entries);
  return entries;
}
