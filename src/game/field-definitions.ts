/** Declares the fields of events: the values allowed, what kind of content they hold, and their default in older events. */
import type { Static, TSchema } from 'typebox';

/**
 * What kind of content a field holds. Pseudonyms in exports, and text limits and new ids on import, depend on it, so it is
 * required.
 */
export type FieldContent =
  /** Says nothing about a person. */
  | 'plain'
  /** Personal, with no possible pseudonym: left out of exports. */
  | 'private'
  | 'game_name'
  | 'participant_name'
  | 'team_name'
  | 'exercise_type'
  | 'exercise_words'
  | 'exercise_wording'
  /** Ways of doing an exercise, with words of the banker's: private likewise. */
  | 'exercise_ways'
  | 'message'
  | 'game_id'
  | 'game_code'
  | 'team_number'
  | 'participant_id'
  /** Introduces a participant. */
  | 'new_participant_id'
  | 'challenge_id'
  | 'new_challenge_id'
  /** Names something of another game of this host: dropped when a game leaves it, and when one comes in. */
  | 'elsewhere';

type PrivateContent = 'private' | 'exercise_ways';

/** Whether only those whom it concerns may see it: it is left out of tables and of exports under pseudonyms. */
export function isPrivate(content: FieldContent): content is PrivateContent {
  return content === 'private' || content === 'exercise_ways';
}

export interface EventField<Schema extends TSchema = TSchema, Optional extends boolean = boolean> {
  readonly kind: 'field';
  /** With its limits, which only an import checks; stored events are checked for structure. */
  readonly schema: Schema;
  readonly content: FieldContent;
  readonly isOptional: Optional;
  /** The value when an older event lacks the field; undefined: every event has it. */
  readonly legacyDefault: Static<Schema> | undefined;
  /** The same where it follows from the object that lacks the field, as it was stored; null: it does not. */
  readonly deriveDefault: DeriveDefault<Schema> | null;
}

type DeriveDefault<Schema extends TSchema> = (owner: Readonly<Record<string, unknown>>) => Static<Schema>;

/** Nested fields. `full`: all are required; `partial`: the group and each of its fields may be absent. */
export interface FieldGroup<
  Inner extends EventFields = EventFields,
  Kind extends 'full' | 'partial' = 'full' | 'partial',
> {
  readonly kind: Kind;
  readonly fields: Inner;
}

export interface EventFields {
  readonly [name: string]: EventField | FieldGroup;
}

/** A required field. `legacyDefault`: its value in events from before it was added. */
export function requiredField<Schema extends TSchema>(
  schema: Schema,
  content: Exclude<FieldContent, PrivateContent>,
  legacyDefault?: Static<Schema>,
): EventField<Schema, false>;
/** A private field is left out of exports, so it needs a default. */
export function requiredField<Schema extends TSchema>(
  schema: Schema,
  content: PrivateContent,
  legacyDefault: Static<Schema>,
): EventField<Schema, false>;
export function requiredField<Schema extends TSchema>(
  schema: Schema,
  content: FieldContent,
  legacyDefault?: Static<Schema>,
): EventField<Schema, false> {
  return { kind: 'field', schema, content, isOptional: false, legacyDefault, deriveDefault: null };
}

/** A required field whose value in events from before it was added follows from the other fields beside it. */
export function derivedField<Schema extends TSchema>(
  schema: Schema,
  content: Exclude<FieldContent, PrivateContent>,
  deriveDefault: DeriveDefault<Schema>,
): EventField<Schema, false> {
  return { ...requiredField(schema, content), deriveDefault };
}

/** A field that may be absent. */
export function optionalField<Schema extends TSchema>(
  schema: Schema,
  content: FieldContent,
): EventField<Schema, true> {
  return { kind: 'field', schema, content, isOptional: true, legacyDefault: undefined, deriveDefault: null };
}

/** An object with all of these fields. */
export function fullGroup<const Inner extends EventFields>(fields: Inner): FieldGroup<Inner, 'full'> {
  return { kind: 'full', fields };
}

/** An object with some of these fields, which may itself be absent. Nothing is filled in. */
export function partialGroup<const Inner extends EventFields>(fields: Inner): FieldGroup<Inner, 'partial'> {
  return { kind: 'partial', fields };
}

export type Simplify<T> = { [Name in keyof T]: T[Name] };

type NodeValue<Node> =
  Node extends EventField<infer Schema>
    ? Static<Schema>
    : Node extends FieldGroup<infer Inner, infer Kind>
      ? Kind extends 'partial'
        ? Partial<FieldValues<Inner>>
        : FieldValues<Inner>
      : never;

type OptionalKeys<Inner> = {
  [Name in keyof Inner]: Inner[Name] extends EventField<TSchema, true> | FieldGroup<EventFields, 'partial'>
    ? Name
    : never;
}[keyof Inner];

/** The type of an object with these fields. */
export type FieldValues<Inner> = Simplify<
  { readonly [Name in Exclude<keyof Inner, OptionalKeys<Inner>>]: NodeValue<Inner[Name]> } & {
    readonly [Name in OptionalKeys<Inner>]?: NodeValue<Inner[Name]>;
  }
>;
