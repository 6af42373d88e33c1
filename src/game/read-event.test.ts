import fc from 'fast-check';
import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame } from './arbitrary-games.fixtures.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import {
  derivedField,
  requiredField,
  partialGroup,
  fullGroup,
  type EventFields,
} from './field-definitions.ts';
import { createEventReader, readEvent } from './read-event.ts';
import { EVENT_VERSION, upcast, UPCASTERS, versionAfter, type Upcaster } from './upcasters.ts';

const CAMP = {
  fires: requiredField(Type.Integer(), 'plain'),
  songs: requiredField(Type.Integer(), 'plain', 3),
} satisfies EventFields;
const TABLE = {
  camp_made: {
    place: requiredField(Type.String(), 'plain'),
    weather: requiredField(Type.String(), 'plain', 'dry'),
    camp: fullGroup(CAMP),
  },
  camp_changed: { camp: partialGroup(CAMP) },
};

/** `tent_made` was version 1's word; version 2 called the place a spot. */
const STEPS: readonly Upcaster[] = [
  ({ type, ...fields }) => ({ type: type === 'tent_made' ? 'camp_made' : type, ...fields }),
  ({ spot, ...fields }) => (spot === undefined ? fields : { ...fields, place: spot }),
];

function read(found: unknown, version: number, steps = STEPS) {
  const reader = createEventReader(TABLE, steps);
  const event = reader.upcast(found, version);
  return { event, verdict: reader.validate(event) };
}

describe('an event of an older version', () => {
  const made = { type: 'camp_made', weather: 'dry', camp: { fires: 1, songs: 3 }, place: 'wood' };

  it.each([
    [1, { type: 'tent_made', spot: 'wood', camp: { fires: 1 } }],
    [2, { type: 'camp_made', spot: 'wood', camp: { fires: 1 } }],
    [3, { type: 'camp_made', place: 'wood', camp: { fires: 1 } }],
  ])('is upcasted from version %i, step by step, with added fields filled in', (version, found) => {
    expect(read(found, version)).toEqual({ event: made, verdict: 'valid' });
  });

  it('gets what follows from its other fields, where its default is derived', () => {
    const letters = derivedField(Type.Integer(), 'plain', ({ place }) => String(place).length);
    const table = { camp_made: { place: requiredField(Type.String(), 'plain'), letters } };
    const reader = createEventReader(table, []);
    const found = { type: 'camp_made', place: 'wood' };
    expect(reader.upcast(found, 1)).toEqual({ ...found, letters: 4 });
    expect(reader.upcast({ ...found, letters: 9 }, 1)).toEqual({ ...found, letters: 9 });
  });

  it('of which another field is not what it should be gets nothing that follows from it, and is refused', () => {
    const letters = derivedField(Type.Integer(), 'plain', ({ place }) => String(place).length);
    const table = { camp_made: { place: requiredField(Type.String(), 'plain'), letters } };
    const reader = createEventReader(table, []);
    for (const place of [undefined, null, 3, [], {}, { toString: 1 }, { toString: { toString: 1 } }]) {
      const event = reader.upcast({ type: 'camp_made', place }, 1);
      expect(event).toEqual({ type: 'camp_made', place });
      expect(reader.validate(event)).toBe('damaged');
    }
  });

  it('keeps its values', () => {
    const found = { type: 'camp_made', place: 'wood', weather: 'wet', camp: { fires: 1, songs: 9 } };
    expect(read(found, 3).event).toEqual(found);
  });

  it('is left as it is in partial groups', () => {
    const found = { type: 'camp_changed', camp: { fires: 2 } };
    expect(read(found, 1)).toEqual({ event: found, verdict: 'valid' });
    expect(read({ type: 'camp_changed' }, 1).verdict).toBe('valid');
  });

  it.each([0, 1.5, -1, 4, Number.NaN])('cannot be of version %d', (version) => {
    expect(read({ type: 'camp_changed' }, version).event).toBeNull();
  });

  it.each([null, 7, 'camp_made', { type: 7 }, { type: 'camp_made', place: 'wood', camp: null }])(
    'is damaged when it is %j, in every version',
    (found) => {
      for (const version of [1, 2, 3]) expect(read(found, version).verdict).toBe('damaged');
    },
  );

  it('takes one step per version, the last to the version that is written', () => {
    expect(versionAfter(STEPS)).toBe(3);
    expect(EVENT_VERSION).toBe(UPCASTERS.length + 1);
    expect(upcast({ type: 'camp_made', spot: 'wood' }, 3, STEPS)).toEqual({
      type: 'camp_made',
      spot: 'wood',
    });
  });
});

describe('an event of this program', () => {
  it('is distinguished from one of a newer version', () => {
    expect(readEvent({ type: 'game_started' }, EVENT_VERSION)).toEqual({ type: 'game_started' });
    expect(readEvent({ type: 'game_started' }, EVENT_VERSION + 1)).toBe('newer');
    expect(readEvent({ type: 'game_sold' }, EVENT_VERSION)).toBe('newer');
    expect(readEvent({ type: 'game_started', why: 'rain' }, EVENT_VERSION)).toBe('newer');
  });

  const all: readonly (readonly [string, EventFields])[] = Object.entries(EVENT_FIELDS);
  it.each(all)('of type %s is damaged without a field it needs', (type, fields) => {
    const needed = Object.values(fields).filter(
      (node) => node.kind === 'full' || (node.kind === 'field' && !node.isOptional),
    );
    expect(readEvent({ type }, EVENT_VERSION)).toEqual(needed.length === 0 ? { type } : 'damaged');
  });
});

describe('any event of a game, with anything in the place of one of its values', () => {
  /** What a file can say that is not an ordinary object once it is used as a text or a number. */
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      { toString: 1 },
      { valueOf: null, toString: null },
      { toJSON: 1 },
      { length: 3 },
    ),
    fc.dictionary(
      fc.constantFrom('toString', 'valueOf', 'toJSON', 'constructor', 'length', 'type', '__proto__'),
      fc.jsonValue(),
    ),
    fc.jsonValue(),
  );
  /** The paths of all values in it. */
  const pathsIn = (value: unknown): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => [
          [name],
          ...pathsIn(inner).map((rest) => [name, ...rest]),
        ])
      : [];
  const replaced = (value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown => {
    if (name === undefined) return by;
    const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
    const inner = replaced(copy[name], rest, by);
    if (inner === undefined) delete copy[name];
    else copy[name] = inner;
    return Array.isArray(value) ? Object.values(copy) : copy;
  };

  it('is read, or is refused', () => {
    fc.assert(
      fc.property(
        arbitraryGamePlan,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.option(anything, { nil: undefined })), {
          minLength: 1,
          maxLength: 20,
        }),
        (plan, changes) => {
          const { log } = playGame(plan, () => undefined);
          for (const [at, place, by] of changes) {
            const event = log[at % log.length]?.event;
            const paths = pathsIn(event);
            const forged = replaced(event, paths[place % paths.length] ?? [], by);
            const twice = replaced(forged, paths[(place * 7 + 1) % paths.length] ?? [], undefined);
            for (const each of [forged, twice]) expect(() => readEvent(each, EVENT_VERSION)).not.toThrow();
          }
        },
      ),
    );
  });

  it('also an exercise of which nothing is said but what cannot be', () => {
    const exercise = {
      type: { toString: 1 },
      description: { toString: 1 },
      target: { valueOf: 1, toString: 1 },
    };
    expect(
      readEvent({ type: 'challenge_assigned', id: 1, exercise, durationMs: 60_000 }, EVENT_VERSION),
    ).toBe('damaged');
  });
});
