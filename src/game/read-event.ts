import { EVENTS } from './event-fields.ts';
/** Reads an event that was written at some time, by this program or an older one. What the log gives back is not trusted unseen. */
import { checkOf, isObject, type Check, type Verdict } from './event-validator.ts';
import type { GameEvent } from './events.ts';
import type { Fields } from './field-definitions.ts';
import { fillOf, type Fill } from './legacy-defaults.ts';
import { EVENT_VERSION, upcast, UPCASTERS, versionAfter, type Upcaster } from './upcasters.ts';

export interface EventReader {
  /** The event as if this version had written it, not judged yet; `version`: the one that did. Null: there is no such version. */
  readonly bringUp: (found: unknown, version: number) => unknown;
  /** What a program with this table makes of an event that was brought up. */
  readonly judge: Check;
}

/** A reader of these events; `steps` bring older ones to them. */
export function createEventReader(
  table: Readonly<Record<string, Fields>>,
  steps: readonly Upcaster[],
): EventReader {
  const checks = new Map<unknown, Check>();
  const fills = new Map<unknown, Fill>();
  for (const [type, fields] of Object.entries(table)) {
    checks.set(type, checkOf(fields, ['type']));
    const fill = fillOf(fields);
    if (fill !== null) fills.set(type, fill);
  }
  const newest = versionAfter(steps);

  return {
    bringUp(found, version) {
      if (version === newest && fills.size === 0) return found;
      if (!isObject(found) || !Number.isInteger(version) || version < 1 || version > newest) return null;
      const risen = upcast(found, version, steps);
      return fills.get(risen['type'])?.(risen) ?? risen;
    },
    judge(event) {
      if (!isObject(event)) return 'damaged';
      const { type } = event;
      const check = checks.get(type);
      if (check !== undefined) return check(event);
      return typeof type === 'string' ? 'newer' : 'damaged';
    },
  };
}

const reader = createEventReader(EVENTS, UPCASTERS);

/** The event as this version would write it, or why it cannot be read. `version`: the one that wrote it. */
export function readEvent(found: unknown, version: number): GameEvent | Exclude<Verdict, 'sound'> {
  if (version > EVENT_VERSION) return 'newer';
  const event = reader.bringUp(found, version);
  if (isGameEvent(event)) return event;
  return reader.judge(event) === 'newer' ? 'newer' : 'damaged';
}

/** What was made of an event, as an event. Throws an Error when it is none: a field was put wrong. */
export function asGameEvent(made: Readonly<Record<string, unknown>>): GameEvent {
  if (isGameEvent(made)) return made;
  throw new Error(`${String(made['type'])} was changed into something that is no event.`);
}

function isGameEvent(event: unknown): event is GameEvent {
  return reader.judge(event) === 'sound';
}
