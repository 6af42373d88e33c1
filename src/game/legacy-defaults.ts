/** Puts in what an event from before a field was added is taken to say: the `older` beside the field's declaration. */
import { isObject } from './event-validator.ts';
import type { Fields } from './field-definitions.ts';
import type { OldEvent } from './upcasters.ts';

export type Fill = (event: OldEvent) => OldEvent;

/** Null where no field was ever added. A part of a group is left as it is: what it lacks was not said. */
export function fillOf(fields: Fields): Fill | null {
  const added = Object.entries(fields).flatMap(([name, node]) =>
    node.kind === 'field' && node.older !== undefined ? [[name, node.older] as const] : [],
  );
  const inside = Object.entries(fields).flatMap(([name, node]) => {
    const fill = node.kind === 'whole' ? fillOf(node.fields) : null;
    return fill === null ? [] : [[name, fill] as const];
  });
  if (added.length === 0 && inside.length === 0) return null;
  return (event) => {
    const missing = added.filter(([name]) => event[name] === undefined);
    const filled = inside.flatMap(([name, fill]) => {
      const value = event[name];
      return isObject(value) ? [[name, fill(value)] as const] : [];
    });
    return { ...event, ...Object.fromEntries(missing), ...Object.fromEntries(filled) };
  };
}
