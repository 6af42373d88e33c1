/**
 * Whether a value has the structure of its declared fields. Limits are left to the import: they may change, and what was once
 * written must stay readable.
 */
import Type, { type TSchema } from 'typebox';
import type { Field, Fields, Group } from './field-definitions.ts';

/**
 * `newer`: it holds something that only a later version of this program can have written: a field, or a word out of a list, that
 * is not known. `damaged`: nobody can have written it so.
 */
export type Verdict = 'sound' | 'newer' | 'damaged';
export type Check = (value: unknown) => Verdict;

/** The check of an object with these fields, and with those of `also`, which may hold anything. */
export function checkOf(fields: Fields, also: readonly string[] = []): Check {
  const known = Object.entries(fields).map(([name, node]) => ({
    name,
    check: checkOfNode(node),
    isOptional: mayBeAbsent(node),
  }));
  return (value) => {
    if (!isObject(value)) return 'damaged';
    let verdict: Verdict = 'sound';
    let there = known.length + also.length;
    for (const { name, check, isOptional } of known) {
      const held = value[name];
      if (held === undefined && isOptional) {
        there -= 1;
        continue;
      }
      const one = check(held);
      if (one === 'sound') continue;
      if (one === 'damaged') return one;
      verdict = one;
    }
    // All known fields that are there have been counted: what is over is unknown.
    for (const _name in value) there -= 1;
    return there < 0 ? 'newer' : verdict;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function mayBeAbsent(node: Field | Group): boolean {
  return node.kind === 'field' ? node.isOptional : node.kind === 'part';
}

function checkOfNode(node: Field | Group): Check {
  if (node.kind === 'field') return checkOfSchema(node.schema);
  return node.kind === 'whole' ? checkOf(node.fields) : checkOfPart(node.fields);
}

function checkOfPart(fields: Fields): Check {
  const loose = Object.entries(fields).map(([name, node]): [string, Field | Group] => [
    name,
    node.kind === 'field' ? { ...node, isOptional: true } : { ...node, kind: 'part' },
  ]);
  return checkOf(Object.fromEntries(loose));
}

/** Throws an Error for a kind of schema that no field has had yet: say here how it is checked. */
function checkOfSchema(schema: TSchema): Check {
  if (Type.IsEnum(schema)) return oneOf(schema.enum);
  if (Type.IsUnion(schema)) return anyOf(schema.anyOf.map(checkOfSchema));
  if (Type.IsNull(schema)) return (value) => (value === null ? 'sound' : 'damaged');
  if (Type.IsBoolean(schema)) return (value) => (typeof value === 'boolean' ? 'sound' : 'damaged');
  if (Type.IsString(schema)) return (value) => (typeof value === 'string' ? 'sound' : 'damaged');
  if (Type.IsInteger(schema) || Type.IsNumber(schema))
    return (value) => (typeof value === 'number' ? 'sound' : 'damaged');
  throw new Error(`There is no check for a field of this schema: ${JSON.stringify(schema)}`);
}

function oneOf(words: readonly unknown[]): Check {
  const known = new Set(words);
  return (value) => {
    if (known.has(value)) return 'sound';
    return typeof value === 'string' ? 'newer' : 'damaged';
  };
}

function anyOf(checks: readonly Check[]): Check {
  return (value) => {
    let best: Verdict = 'damaged';
    for (const check of checks) {
      const verdict = check(value);
      if (verdict === 'sound') return verdict;
      if (verdict === 'newer') best = verdict;
    }
    return best;
  };
}
