import { EVENTS } from './event-fields.ts';
/** Walks through what an event holds, field by field as they are declared. */
import { isObject } from './event-validator.ts';
import type { GameEvent } from './events.ts';
import type { Field, Fields, Group } from './field-definitions.ts';
import { asGameEvent } from './read-event.ts';

/** A field of an event with what it holds there. */
export interface Place {
  readonly field: Field;
  readonly value: unknown;
  /** The object it stands in: the event, or a group inside it. */
  readonly owner: Readonly<Record<string, unknown>>;
}

/** The fields of the event that are there, in the order of their declaration. */
export function placesIn(event: GameEvent): readonly Place[] {
  return walk(event, EVENTS[event.type], []);
}

/** The event with another value in each of its fields; a field for which `change` gives undefined is left out. */
export function mapFields(event: GameEvent, change: (place: Place) => unknown): GameEvent {
  return asGameEvent(mapped(event, EVENTS[event.type], change));
}

function walk(owner: Place['owner'], fields: Fields, found: Place[]): readonly Place[] {
  for (const [name, node] of entriesOf(fields)) {
    const value = owner[name];
    if (value === undefined) continue;
    if (node.kind === 'field') found.push({ field: node, value, owner });
    else if (isObject(value)) walk(value, node.fields, found);
  }
  return found;
}

function mapped(owner: Place['owner'], fields: Fields, change: (place: Place) => unknown): Place['owner'] {
  const made: Record<string, unknown> = { ...owner };
  for (const [name, node] of entriesOf(fields)) {
    const value = owner[name];
    if (value === undefined) continue;
    if (node.kind !== 'field') {
      if (isObject(value)) made[name] = mapped(value, node.fields, change);
      continue;
    }
    const changed = change({ field: node, value, owner });
    if (changed === undefined) delete made[name];
    else made[name] = changed;
  }
  return made;
}

/** A file has a hundred thousand events: the tables are taken apart once. */
const takenApart = new WeakMap<Fields, readonly (readonly [string, Field | Group])[]>();

function entriesOf(fields: Fields): readonly (readonly [string, Field | Group])[] {
  const known = takenApart.get(fields);
  if (known !== undefined) return known;
  const entries = Object.entries(fields);
  takenApart.set(fields, entries);
  return entries;
}
