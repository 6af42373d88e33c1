/** Finds what a line says and this program does not know: to leave it out silently would be to lose it. */
import Type, { type TSchema } from 'typebox';
import { Check } from 'typebox/value';

/** What is in a file is shown to whoever chose it, but a file may hold anything. */
const MAX_SHOWN = 120;

/** The paths of all fields of `value` that `schema` does not have, with dots. `value` is one that `schema` allows. */
export function* unknownFields(schema: TSchema, value: unknown, path = ''): Generator<string, void> {
  if (Type.IsUnion(schema)) {
    const fitting = schema.anyOf.find((each) => Check(each, value));
    if (fitting !== undefined) yield* unknownFields(fitting, value, path);
  } else if (Type.IsArray(schema) && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* unknownFields(schema.items, item, `${path}${index}.`);
  } else if (Type.IsObject(schema) && typeof value === 'object' && value !== null) {
    for (const [name, field] of Object.entries(value)) {
      const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
      if (known === undefined) yield shortened(path + name);
      else yield* unknownFields(known, field, `${path}${name}.`);
    }
  }
}

export const shortened = (text: string): string =>
  text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`;
