/**
 * Validates the structure of stored events against their declared fields. Limits are checked on import only: they may change,
 * and stored events must stay readable.
 */
import Type, { type TSchema } from 'typebox';
import type { EventField, EventFields, FieldGroup } from './field-definitions.ts';

/**
 * `newer`: contains an unknown field or enum value, which only a later version of this program can have written. `damaged`: no
 * version can have written it.
 */
export type Validity = 'valid' | 'newer' | 'damaged';
export type Validator = (value: unknown) => Validity;

/** Validates an object with these fields, and with `extraFields`, which may hold anything. */
export function createValidator(fields: EventFields, extraFields: readonly string[] = []): Validator {
  const known = Object.entries(fields).map(([name, node]) => ({
    name,
    check: nodeValidator(node),
    isOptional: isOptionalNode(node),
  }));
  return (value) => {
    if (!isObjectLike(value)) return 'damaged';
    let validity: Validity = 'valid';
    let remaining = known.length + extraFields.length;
    for (const { name, check, isOptional } of known) {
      const fieldValue = value[name];
      if (fieldValue === undefined && isOptional) {
        remaining -= 1;
        continue;
      }
      const fieldValidity = check(fieldValue);
      if (fieldValidity === 'valid') continue;
      if (fieldValidity === 'damaged') return fieldValidity;
      validity = fieldValidity;
    }
    // All known fields present have been counted: any others are unknown.
    for (const _name in value) remaining -= 1;
    return remaining < 0 ? 'newer' : validity;
  };
}

export function isObjectLike(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isOptionalNode(node: EventField | FieldGroup): boolean {
  return node.kind === 'field' ? node.isOptional : node.kind === 'partial';
}

function nodeValidator(node: EventField | FieldGroup): Validator {
  if (node.kind === 'field') return schemaValidator(node.schema);
  return node.kind === 'full' ? createValidator(node.fields) : partialGroupValidator(node.fields);
}

function partialGroupValidator(fields: EventFields): Validator {
  const optionalFields = Object.entries(fields).map(([name, node]): [string, EventField | FieldGroup] => [
    name,
    node.kind === 'field' ? { ...node, isOptional: true } : { ...node, kind: 'partial' },
  ]);
  return createValidator(Object.fromEntries(optionalFields));
}

/** Throws an Error for a kind of schema that no field uses yet: add its validator here. */
function schemaValidator(schema: TSchema): Validator {
  if (Type.IsEnum(schema)) return enumValidator(schema.enum);
  if (Type.IsArray(schema)) return arrayValidator(schemaValidator(schema.items));
  if (Type.IsObject(schema)) return objectValidator(schema.properties);
  if (Type.IsUnion(schema)) return unionValidator(schema.anyOf.map(schemaValidator));
  if (Type.IsNull(schema)) return (value) => (value === null ? 'valid' : 'damaged');
  if (Type.IsBoolean(schema)) return (value) => (typeof value === 'boolean' ? 'valid' : 'damaged');
  if (Type.IsString(schema)) return (value) => (typeof value === 'string' ? 'valid' : 'damaged');
  if (Type.IsInteger(schema) || Type.IsNumber(schema))
    return (value) => (typeof value === 'number' ? 'valid' : 'damaged');
  throw new Error(`No validator for this kind of schema: ${JSON.stringify(schema)}`);
}

function enumValidator(values: readonly unknown[]): Validator {
  const known = new Set(values);
  return (value) => {
    if (known.has(value)) return 'valid';
    return typeof value === 'string' ? 'newer' : 'damaged';
  };
}

/** As bad as the worst of its items. */
function arrayValidator(check: Validator): Validator {
  return (value) => {
    if (!Array.isArray(value)) return 'damaged';
    const found = new Set(value.map(check));
    if (found.has('damaged')) return 'damaged';
    return found.has('newer') ? 'newer' : 'valid';
  };
}

/** All properties are required. */
function objectValidator(properties: Readonly<Record<string, TSchema>>): Validator {
  const checks = Object.entries(properties).map(([name, schema]) => [name, schemaValidator(schema)] as const);
  return (value) => {
    if (!isObjectLike(value)) return 'damaged';
    const found = new Set(checks.map(([name, check]) => check(value[name])));
    if (found.has('damaged')) return 'damaged';
    return found.has('newer') || Object.keys(value).length > checks.length ? 'newer' : 'valid';
  };
}

function unionValidator(checks: readonly Validator[]): Validator {
  return (value) => {
    let best: Validity = 'damaged';
    for (const check of checks) {
      const validity = check(value);
      if (validity === 'valid') return validity;
      if (validity === 'newer') best = validity;
    }
    return best;
  };
}
