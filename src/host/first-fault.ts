/** Why a value from outside does not match its schema, found out in a time that grows with the value and no faster. */
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

export type SchemaFault = ReturnType<ReturnType<typeof Compile>['Errors']>[number];

/**
 * The first fault of each value that does not match; undefined: nothing says why. Whether a list holds something twice is asked last,
 * of a value that is as it should be otherwise: the library takes the square of a list's length for that, also where the list is far
 * longer than it may be. So whatever must not repeat needs a bound (`maxItems`).
 */
export function faultFinder(schema: TSchema): (value: unknown) => SchemaFault | undefined {
  // Compiled when something is wrong for the first time.
  let finders: readonly ReturnType<typeof Compile>[] | null = null;
  return (value) => {
    finders ??= [Compile(withRepetition(schema)), Compile(schema)];
    for (const finder of finders) {
      const [fault] = finder.Errors(value);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** The schema without the ban on repetition, at any depth. */
function withRepetition(schema: TSchema): TSchema {
  const copy = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null || part instanceof RegExp) return part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([name, value]) => name !== 'uniqueItems' || typeof value !== 'boolean')
        .map(([name, value]) => [name, copy(value)]),
    );
  };
  const copied = copy(schema);
  return typeof copied === 'object' && copied !== null ? copied : schema;
}
