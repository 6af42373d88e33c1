/** Fills in the `legacyDefault` of fields that were added after an event was stored. */
import { isObjectLike } from './event-validator.ts';
import type { EventFields } from './field-definitions.ts';
import type { RawEvent } from './upcasters.ts';

export type LegacyDefaultsFiller = (event: RawEvent) => RawEvent;

/** Null if no field has a default. Partial groups are left alone: there, a missing field means no change. */
export function createLegacyDefaultsFiller(fields: EventFields): LegacyDefaultsFiller | null {
  const added = Object.entries(fields).flatMap(([name, node]) =>
    node.kind === 'field' && (node.legacyDefault !== undefined || node.deriveDefault !== null)
      ? [[name, node] as const]
      : [],
  );
  const nested = Object.entries(fields).flatMap(([name, node]) => {
    const fill = node.kind === 'full' ? createLegacyDefaultsFiller(node.fields) : null;
    return fill === null ? [] : [[name, fill] as const];
  });
  if (added.length === 0 && nested.length === 0) return null;
  return (event) => {
    const missing = added
      .filter(([name]) => event[name] === undefined)
      .map(
        ([name, { deriveDefault, legacyDefault }]) =>
          [name, deriveDefault?.(event) ?? legacyDefault] as const,
      );
    const filled = nested.flatMap(([name, fill]) => {
      const value = event[name];
      return isObjectLike(value) ? [[name, fill(value)] as const] : [];
    });
    return { ...event, ...Object.fromEntries(missing), ...Object.fromEntries(filled) };
  };
}
