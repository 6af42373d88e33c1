/** How a field of an event is declared, once: its values, what it says, and what it was before it was there. */
import type { Static, TSchema } from 'typebox';

/**
 * What a field says. Stand-ins in an exported game, limits of words and new ids at an import follow from it, so a field cannot
 * be declared without it.
 */
export type Holds =
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

export interface Field<Schema extends TSchema = TSchema, Optional extends boolean = boolean> {
  readonly kind: 'field';
  /** With its limits; an import checks them, a row of the log only its structure. */
  readonly schema: Schema;
  readonly holds: Holds;
  readonly isOptional: Optional;
  /** What is read where the field is missing, in an event from before it was added; undefined: it was always there. */
  readonly older: Static<Schema> | undefined;
}

/** Fields inside a field. `whole`: all of them; `part`: itself and each of them may be absent. */
export interface Group<Inner extends Fields = Fields, Kind extends 'whole' | 'part' = 'whole' | 'part'> {
  readonly kind: Kind;
  readonly fields: Inner;
}

export interface Fields {
  readonly [name: string]: Field | Group;
}

/** A field that is always there. `older`: what an event from before this field is taken to say. */
export function field<Schema extends TSchema>(
  schema: Schema,
  holds: Exclude<Holds, 'private'>,
  older?: Static<Schema>,
): Field<Schema, false>;
/** A private one is left out of exports, so it has to be said what is read instead. */
export function field<Schema extends TSchema>(
  schema: Schema,
  holds: 'private',
  older: Static<Schema>,
): Field<Schema, false>;
export function field<Schema extends TSchema>(
  schema: Schema,
  holds: Holds,
  older?: Static<Schema>,
): Field<Schema, false> {
  return { kind: 'field', schema, holds, isOptional: false, older };
}

/** A field that may be absent. */
export function optional<Schema extends TSchema>(schema: Schema, holds: Holds): Field<Schema, true> {
  return { kind: 'field', schema, holds, isOptional: true, older: undefined };
}

/** An object with all of these fields. */
export function whole<const Inner extends Fields>(fields: Inner): Group<Inner, 'whole'> {
  return { kind: 'whole', fields };
}

/** An object with some of these fields, which may itself be absent. Nothing is filled in. */
export function part<const Inner extends Fields>(fields: Inner): Group<Inner, 'part'> {
  return { kind: 'part', fields };
}

export type Flat<T> = { [Name in keyof T]: T[Name] };

type Value<Node> =
  Node extends Field<infer Schema>
    ? Static<Schema>
    : Node extends Group<infer Inner, infer Kind>
      ? Kind extends 'part'
        ? Partial<Held<Inner>>
        : Held<Inner>
      : never;

type OptionalNames<Inner> = {
  [Name in keyof Inner]: Inner[Name] extends Field<TSchema, true> | Group<Fields, 'part'> ? Name : never;
}[keyof Inner];

/** What an object with these fields holds. */
export type Held<Inner> = Flat<
  { readonly [Name in Exclude<keyof Inner, OptionalNames<Inner>>]: Value<Inner[Name]> } & {
    readonly [Name in OptionalNames<Inner>]?: Value<Inner[Name]>;
  }
>;
