import Type, { type TSchema } from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { EVENTS } from './event-fields.ts';
import { checkOf, type Verdict } from './event-validator.ts';
import { field, optional, part, whole, type Field, type Fields } from './field-definitions.ts';

const verdict = (schema: TSchema, value: unknown) => checkOf({ it: field(schema, 'plain') })({ it: value });

describe('a field of an event', () => {
  const WORD = Type.Enum(['farm', 'mine']);
  const cases: readonly (readonly [string, TSchema, unknown, Verdict])[] = [
    ['a number within its limits', Type.Integer({ maximum: 5 }), 5, 'sound'],
    ['a number beyond its limits, which may have been others', Type.Integer({ maximum: 5 }), 6, 'sound'],
    ['a text for a number', Type.Integer(), '6', 'damaged'],
    ['a text', Type.String({ pattern: '^a$' }), 'b', 'sound'],
    ['a number for a text', Type.String(), 6, 'damaged'],
    ['yes or no', Type.Boolean(), false, 'sound'],
    ['neither', Type.Boolean(), 0, 'damaged'],
    ['nothing where there may be', Type.Union([Type.Number(), Type.Null()]), null, 'sound'],
    ['nothing where there must be something', Type.Number(), null, 'damaged'],
    ['neither of two', Type.Union([Type.Number(), Type.Null()]), 'x', 'damaged'],
    ['a word of the list', WORD, 'farm', 'sound'],
    ['a word that is not in the list yet', WORD, 'harbour', 'newer'],
    ['the same where there may be nothing', Type.Union([WORD, Type.Null()]), 'harbour', 'newer'],
    ['no word at all', WORD, 3, 'damaged'],
  ];
  it.each(cases)('with %s', (_, schema, value, expected) => {
    expect(verdict(schema, value)).toBe(expected);
  });

  it('of a kind that nothing checks is refused when it is declared', () => {
    expect(() => verdict(Type.Array(Type.String()), [])).toThrow(/no check for a field of this schema/);
  });
});

describe('an object', () => {
  const check = checkOf({
    id: field(Type.Number(), 'plain'),
    name: optional(Type.String(), 'team_name'),
    look: whole({ tall: field(Type.Boolean(), 'plain') }),
    mood: part({ warm: field(Type.Boolean(), 'plain') }),
  });
  const look = { tall: true };

  it.each<readonly [unknown, Verdict]>([
    [{ id: 1, look }, 'sound'],
    [{ id: 1, name: 'Foxes', look, mood: { warm: true } }, 'sound'],
    [{ id: 1, look, mood: {} }, 'sound'],
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

function fieldsIn(fields: Fields): readonly Field[] {
  return Object.values(fields).flatMap((node) => (node.kind === 'field' ? [node] : fieldsIn(node.fields)));
}

describe.each(Object.entries<Fields>(EVENTS))('the declaration of %s', (_, fields) => {
  const held = fieldsIn(fields);
  const says = (...holds: readonly Field['holds'][]) => held.some((one) => holds.includes(one.holds));

  it('says whose a name is: a stand-in is found by it', () => {
    expect(!says('participant_name') || says('participant_id', 'new_participant_id')).toBe(true);
    expect(!says('team_name') || says('team_number')).toBe(true);
  });

  it('says of older events nothing that its own limits forbid', () => {
    const added = held.filter(({ older }) => older !== undefined);
    expect(added.filter(({ schema, older }) => !Value.Check(schema, older))).toEqual([]);
  });
});
