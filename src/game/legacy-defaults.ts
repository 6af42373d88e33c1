/** Fills in the `legacyDefault` of fields that were added after an event was stored. */
import { createValidator, isObjectLike } from './event-validator.ts';
import type { EventFields } from './field-definitions.ts';
import type { RawEvent } from './upcasters.ts';

export type LegacyDefaultsFiller = (event: RawEvent) => RawEvent;

/** Null if no field has a default. Partial groups are left alone: there, a missing field means no change. */
export function createLegacyDefaultsFiller(fields: EventFields): LegacyDefaultsFiller | null {
  const named = Object.entries(fields);
  const added = named.flatMap(([name, node]) =>
    node.kind === 'field' && node.legacyDefault !== undefined ? [[name, node.legacyDefault] as const] : [],
  );
  const derived = named.flatMap(([name, node]) =>
    node.kind === 'field' && node.deriveDefault !== null ? [[name, node.deriveDefault] as const] : [],
  );
  const nested = named.flatMap(([name, node]) => {
    const fill = node.kind === 'full' ? createLegacyDefaultsFiller(node.fields) : null;
    return fill === null ? [] : [[name, fill] as const];
  });
  if (added.length === 0 && derived.length === 0 && nested.length === 0) return null;
  const derivedNames = new Set<string>(derived.map(([name]) => name));
  const validateOthers = createValidator(
    Object.fromEntries(named.filter(([name]) => !derivedNames.has(name))),
  );

  return (event) => {
    const isMissing = ([name]: readonly [string, unknown]) => event[name] === undefined;
    const filled = nested.flatMap(([name, fill]) => {
      const value = event[name];
      return isObjectLike(value) ? [[name, fill(value)] as const] : [];
    });
    const known = {
      ...event,
      ...Object.fromEntries(added.filter(isMissing)),
      ...Object.fromEntries(filled),
    };
    const due = derived.filter(isMissing);
    // Nothing follows from what has not been validated yet and is not what it should be: it will be refused.
    if (due.length === 0 || validateOthers(known) === 'damaged') return known;
    return { ...known, ...Object.fromEntries(due.map(([name, derive]) => [name, derive(event)] as const)) };
  };
}
