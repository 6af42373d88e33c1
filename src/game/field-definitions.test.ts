import Type from 'typebox';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { GameEvent } from './events.ts';
import { field, optional, part, whole, type Held } from './field-definitions.ts';
import type { Settings } from './state.ts';

const SEAT = {
  id: field(Type.Integer(), 'participant_id'),
  nickname: optional(Type.String(), 'participant_name'),
  look: whole({ colour: field(Type.Enum(['red', 'blue']), 'plain') }),
  mood: part({ warm: field(Type.Boolean(), 'plain') }),
};

describe('a field', () => {
  it('that does not say what it holds does not compile', () => {
    // @ts-expect-error Nobody knows whether a stand-in is needed.
    field(Type.String());
    // @ts-expect-error Nor here.
    optional(Type.String());
    // @ts-expect-error Nor in a table, whatever else it says.
    whole({ nickname: { kind: 'field', schema: Type.String(), isOptional: false, older: undefined } });
    // @ts-expect-error What is left out of an export has to be read as something.
    field(Type.Number(), 'private');
    expect(field(Type.Number(), 'private', 1).older).toBe(1);
  });

  it('that was added says for older events a value of its own kind', () => {
    // @ts-expect-error A number is no text.
    field(Type.Number(), 'plain', 'one');
    expect(field(Type.Number(), 'plain', 1).older).toBe(1);
  });

  it('gives its type', () => {
    expectTypeOf<Held<typeof SEAT>>().toEqualTypeOf<{
      readonly id: number;
      readonly look: { readonly colour: 'red' | 'blue' };
      readonly nickname?: string;
      readonly mood?: { readonly warm?: boolean };
    }>();
    expectTypeOf<Extract<GameEvent, { type: 'participant_merged' }>>().toEqualTypeOf<{
      readonly type: 'participant_merged';
      readonly id: number;
      readonly into: number;
    }>();
    expectTypeOf<Settings['completion']>().toEqualTypeOf<'player' | 'banker'>();
  });
});
