/** Reads stored events, written by this program or an older one, and validates them. */
import { EVENT_FIELDS } from './event-fields.ts';
import { createValidator, isObjectLike, type Validator, type Validity } from './event-validator.ts';
import type { GameEvent } from './events.ts';
import type { EventFields } from './field-definitions.ts';
import { createLegacyDefaultsFiller, type LegacyDefaultsFiller } from './legacy-defaults.ts';
import { EVENT_VERSION, upcast, UPCASTERS, versionAfter, type Upcaster } from './upcasters.ts';

export interface EventReader {
  /** Converts an event to this version, without validating it. `version`: the one that wrote it. Null: no such version. */
  readonly upcast: (stored: unknown, version: number) => unknown;
  /** Validates an upcasted event. */
  readonly validate: Validator;
}

/** A reader of these events; `upcasters` convert older ones. */
export function createEventReader(
  table: Readonly<Record<string, EventFields>>,
  upcasters: readonly Upcaster[],
): EventReader {
  const validators = new Map<unknown, Validator>();
  const fillers = new Map<unknown, LegacyDefaultsFiller>();
  for (const [type, fields] of Object.entries(table)) {
    validators.set(type, createValidator(fields, ['type']));
    const filler = createLegacyDefaultsFiller(fields);
    if (filler !== null) fillers.set(type, filler);
  }
  const newest = versionAfter(upcasters);

  return {
    upcast(stored, version) {
      if (version === newest && fillers.size === 0) return stored;
      if (!isObjectLike(stored) || !Number.isInteger(version) || version < 1 || version > newest) return null;
      const upcasted = upcast(stored, version, upcasters);
      return fillers.get(upcasted['type'])?.(upcasted) ?? upcasted;
    },
    validate(event) {
      if (!isObjectLike(event)) return 'damaged';
      const { type } = event;
      const validator = validators.get(type);
      if (validator !== undefined) return validator(event);
      return typeof type === 'string' ? 'newer' : 'damaged';
    },
  };
}

const reader = createEventReader(EVENT_FIELDS, UPCASTERS);

/** The event as this version would write it, or why it cannot be read. `version`: the one that wrote it. */
export function readEvent(stored: unknown, version: number): GameEvent | Exclude<Validity, 'valid'> {
  if (version > EVENT_VERSION) return 'newer';
  const event = reader.upcast(stored, version);
  if (isGameEvent(event)) return event;
  return reader.validate(event) === 'newer' ? 'newer' : 'damaged';
}

/** Checks that a modified event is still valid. Throws an Error if a field has a wrong value. */
export function asGameEvent(value: Readonly<Record<string, unknown>>): GameEvent {
  if (isGameEvent(value)) return value;
  throw new Error(`${String(value['type'])} was changed into an invalid event.`);
}

function isGameEvent(event: unknown): event is GameEvent {
  return reader.validate(event) === 'valid';
}
