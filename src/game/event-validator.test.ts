import Type, { type TSchema } from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { EVENT_FIELDS } from './event-fields.ts';
import { createValidator, type Validity } from './event-validator.ts';
import {
  requiredField,
  optionalField,
  partialGroup,
  fullGroup,
  type EventField,
  type EventFields,
} from './field-definitions.ts';

const verdict = (schema: TSchema, value: unknown) =>
  createValidator({ it: requiredField(schema, 'plain') })({ it: value });

describe('a field of an event', () => {
  const WORD = Type.Enum(['farm', 'mine']);
  const THING = Type.Object({ word: WORD, amount: Type.Integer() });
  const cases: readonly (readonly [string, TSchema, unknown, Validity])[] = [
    ['a number within its limits', Type.Integer({ maximum: 5 }), 5, 'valid'],
    ['a number beyond its limits, which may have been others', Type.Integer({ maximum: 5 }), 6, 'valid'],
    ['a text for a number', Type.Integer(), '6', 'damaged'],
    ['a text', Type.String({ pattern: '^a$' }), 'b', 'valid'],
    ['a number for a text', Type.String(), 6, 'damaged'],
    ['yes or no', Type.Boolean(), false, 'valid'],
    ['neither', Type.Boolean(), 0, 'damaged'],
    ['nothing where there may be', Type.Union([Type.Number(), Type.Null()]), null, 'valid'],
    ['nothing where there must be something', Type.Number(), null, 'damaged'],
    ['neither of two', Type.Union([Type.Number(), Type.Null()]), 'x', 'damaged'],
    ['a word of the list', WORD, 'farm', 'valid'],
    ['a word that is not in the list yet', WORD, 'harbour', 'newer'],
    ['the same where there may be nothing', Type.Union([WORD, Type.Null()]), 'harbour', 'newer'],
    ['no word at all', WORD, 3, 'damaged'],
    ['a list of words', Type.Array(WORD), ['farm', 'mine'], 'valid'],
    ['an empty list', Type.Array(WORD), [], 'valid'],
    ['a list with a word that is not in it yet', Type.Array(WORD), ['farm', 'harbour'], 'newer'],
    ['a list with no word', Type.Array(WORD), ['harbour', 3], 'damaged'],
    ['no list', Type.Array(WORD), 'farm', 'damaged'],
    ['an object', THING, { word: 'farm', amount: 3 }, 'valid'],
    ['an object with a word that is not in the list yet', THING, { word: 'harbour', amount: 3 }, 'newer'],
    ['an object that says more', THING, { word: 'farm', amount: 3, colour: 'red' }, 'newer'],
    ['an object that lacks something', THING, { word: 'farm' }, 'damaged'],
    ['no object', THING, 'farm', 'damaged'],
    ['a list with such an object', Type.Array(THING), [{ word: 'harbour', amount: 3 }], 'newer'],
  ];
  it.each(cases)('with %s', (_, schema, value, expected) => {
    expect(verdict(schema, value)).toBe(expected);
  });

  it('of a kind without a validator is refused when it is declared', () => {
    expect(() => verdict(Type.Tuple([]), [])).toThrow(/No validator for this kind of schema/);
  });
});

describe('an object', () => {
  const check = createValidator({
    id: requiredField(Type.Number(), 'plain'),
    name: optionalField(Type.String(), 'team_name'),
    look: fullGroup({ tall: requiredField(Type.Boolean(), 'plain') }),
    mood: partialGroup({ warm: requiredField(Type.Boolean(), 'plain') }),
  });
  const look = { tall: true };

  it.each<readonly [unknown, Validity]>([
    [{ id: 1, look }, 'valid'],
    [{ id: 1, name: 'Foxes', look, mood: { warm: true } }, 'valid'],
    [{ id: 1, look, mood: {} }, 'valid'],
    [{ look }, 'damaged'],
    [{ id: 1 }, 'damaged'],
    [{ id: 1, look: {} }, 'damaged'],
    [{ id: 1, look: [] }, 'damaged'],
    [{ id: 1, look, name: null }, 'damaged'],
    [{ id: 1, look, mood: { warm: 1 } }, 'damaged'],
    [{ id: 1, look, hue: 7 }, 'newer'],
    [{ id: 1, look: { tall: true, wide: true } }, 'newer'],
    [{ id: 1, look, mood: { dark: true } }, 'newer'],
    [{ look, hue: 7 }, 'damaged'],
    [null, 'damaged'],
  ])('%j is %s', (value, expected) => {
    expect(check(value)).toBe(expected);
  });
});

function fieldsIn(fields: EventFields): readonly EventField[] {
  return Object.values(fields).flatMap((node) => (node.kind === 'field' ? [node] : fieldsIn(node.fields)));
}

describe.each(Object.entries<EventFields>(EVENT_FIELDS))('the declaration of %s', (_, fields) => {
  const held = fieldsIn(fields);
  const says = (...holds: readonly EventField['content'][]) =>
    held.some((one) => holds.includes(one.content));

  it('says whose name it holds, so that it gets a pseudonym', () => {
    expect(!says('participant_name') || says('participant_id', 'new_participant_id')).toBe(true);
    expect(!says('team_name') || says('team_number')).toBe(true);
  });

  it('has defaults for older events within its own limits', () => {
    const defaultOf = ({ legacyDefault, deriveDefault }: EventField): unknown =>
      deriveDefault?.({}) ?? legacyDefault;
    const added = held.filter((field) => defaultOf(field) !== undefined);
    expect(added.filter((field) => !Value.Check(field.schema, defaultOf(field)))).toEqual([]);
  });
});
