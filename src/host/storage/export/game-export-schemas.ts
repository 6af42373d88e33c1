/** Schemas for the lines of an export file. A file can come from anywhere, so every field has limits. */
import Type, { type TSchema } from 'typebox';
import { EVENT_FIELDS } from '../../../game/event-fields.ts';
import type { EventField, EventFields, FieldGroup } from '../../../game/field-definitions.ts';
import { MAX_TIMESTAMP_MS, MIN_TIMESTAMP_MS } from '../../../game/limits.ts';

const closed = { additionalProperties: false };

/** The schema for each type of event. */
export const EVENT_SCHEMAS: ReadonlyMap<string, TSchema> = new Map(
  Object.entries(EVENT_FIELDS).map(([type, fields]) => [
    type,
    Type.Object({ type: Type.Literal(type), ...schemasOf(fields) }, closed),
  ]),
);

function schemasOf(fields: EventFields): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(fields).map(([name, node]) => [name, schemaOf(node)]));
}

function schemaOf(node: EventField | FieldGroup): TSchema {
  if (node.kind === 'field') return node.isOptional ? Type.Optional(node.schema) : node.schema;
  const object = Type.Object(schemasOf(node.fields), closed);
  return node.kind === 'full' ? object : Type.Optional(Type.Partial(object));
}

const eventLineFields = {
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  at: Type.Integer({ minimum: MIN_TIMESTAMP_MS, maximum: MAX_TIMESTAMP_MS }),
  play_ms: Type.Integer({ minimum: 0, maximum: MAX_TIMESTAMP_MS }),
  by: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  event: Type.Unknown(),
};

/** A line of a file without checksums; its event is checked separately. */
export const EventLine = Type.Object(eventLineFields, closed);

/** A line of a file with checksums, which are checked separately, too. */
export const SealedEventLine = Type.Object({ ...eventLineFields, checksum: Type.Integer() }, closed);
