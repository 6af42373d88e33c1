import Type from 'typebox';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { GameEvent } from './events.ts';
import {
  requiredField,
  optionalField,
  partialGroup,
  fullGroup,
  type FieldValues,
} from './field-definitions.ts';
import type { GameSettings } from './state.ts';

const SEAT = {
  id: requiredField(Type.Integer(), 'participant_id'),
  nickname: optionalField(Type.String(), 'participant_name'),
  look: fullGroup({ colour: requiredField(Type.Enum(['red', 'blue']), 'plain') }),
  mood: partialGroup({ warm: requiredField(Type.Boolean(), 'plain') }),
};

describe('a field', () => {
  it('without its content does not compile', () => {
    // @ts-expect-error Without it, nobody knows whether a pseudonym is needed.
    requiredField(Type.String());
    // @ts-expect-error Nor here.
    optionalField(Type.String());
    fullGroup({
      // @ts-expect-error Nor in a table, whatever else it says.
      nickname: { kind: 'field', schema: Type.String(), isOptional: false, legacyDefault: undefined },
    });
    // @ts-expect-error What is left out of an export has to be read as something.
    requiredField(Type.Number(), 'private');
    expect(requiredField(Type.Number(), 'private', 1).legacyDefault).toBe(1);
  });

  it('has a default of its own type for older events', () => {
    // @ts-expect-error A number field can't default to text.
    requiredField(Type.Number(), 'plain', 'one');
    expect(requiredField(Type.Number(), 'plain', 1).legacyDefault).toBe(1);
  });

  it('has its type inferred', () => {
    expectTypeOf<FieldValues<typeof SEAT>>().toEqualTypeOf<{
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
    expectTypeOf<GameSettings['completion']>().toEqualTypeOf<'player' | 'banker'>();
  });
});
