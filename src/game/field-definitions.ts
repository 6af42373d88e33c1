/** How a field of an event is declared, once: its values, what it says, and what it was before it was there. */
import type { Static, TSchema } from 'typebox';

/**
 * What a field says. Stand-ins in an exported game, limits of words and new ids at an import follow from it, so a field cannot
 * be declared without it.
 */
export type FieldContent =
  /** Says nothing about a person. */
  | 'plain'
  /** Says something about a person that no stand-in could: left out of an exported game. */
  | 'private'
  | 'game_name'
  | 'participant_name'
  | 'team_name'
  | 'exercise_type'
  | 'exercise_words'
  | 'game_id'
  | 'game_code'
  | 'team_number'
  | 'participant_id'
  /** Said of somebody for the first time. */
  | 'new_participant_id'
  | 'challenge_id'
  | 'new_challenge_id';

export interface EventField<Schema extends TSchema = TSchema, Optional extends boolean = boolean> {
  readonly kind: 'field';
  /** With its limits; an import checks them, a row of the log only its structure. */
  readonly schema: Schema;
  readonly content: FieldContent;
  readonly isOptional: Optional;
  /** What is read where the field is missing, in an event from before it was added; undefined: it was always there. */
  readonly legacyDefault: Static<Schema> | undefined;
}

/** Fields inside a field. `full`: all of them; `partial`: itself and each of them may be absent. */
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

/** A field that is always there. `legacyDefault`: what an event from before this field is taken to say. */
export function requiredField<Schema extends TSchema>(
  schema: Schema,
  content: Exclude<FieldContent, 'private'>,
  legacyDefault?: Static<Schema>,
): EventField<Schema, false>;
/** A private one is left out of exports, so it has to be said what is read instead. */
export function requiredField<Schema extends TSchema>(
  schema: Schema,
  content: 'private',
  legacyDefault: Static<Schema>,
): EventField<Schema, false>;
export function requiredField<Schema extends TSchema>(
  schema: Schema,
  content: FieldContent,
  legacyDefault?: Static<Schema>,
): EventField<Schema, false> {
  return { kind: 'field', schema, content, isOptional: false, legacyDefault };
}

/** A field that may be absent. */
export function optionalField<Schema extends TSchema>(
  schema: Schema,
  content: FieldContent,
): EventField<Schema, true> {
  return { kind: 'field', schema, content, isOptional: true, legacyDefault: undefined };
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

/** What an object with these fields holds. */
export type FieldValues<Inner> = Simplify<
  { readonly [Name in Exclude<keyof Inner, OptionalKeys<Inner>>]: NodeValue<Inner[Name]> } & {
    readonly [Name in OptionalKeys<Inner>]?: NodeValue<Inner[Name]>;
  }
>;
