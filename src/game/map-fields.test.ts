import { expect, it } from 'vitest';
import type { GameEvent } from './events.ts';
import { mapFields, fieldEntriesOf } from './map-fields.ts';

const MERGED: GameEvent = { type: 'participant_merged', id: 4, into: 5 };
const CHANGED: GameEvent = {
  type: 'participant_changed',
  id: 4,
  change: { name: 'Anna', extraTimeFactor: 2 },
};

it('visits every field with its value, nested ones too', () => {
  expect(fieldEntriesOf(CHANGED).map(({ field, value }) => [field.content, value])).toEqual([
    ['participant_id', 4],
    ['participant_name', 'Anna'],
    ['private', 2],
  ]);
});

it('changes fields, leaves fields out, and leaves the event itself as it was', () => {
  expect(mapFields(MERGED, ({ value }) => Number(value) * 10)).toEqual({ ...MERGED, id: 40, into: 50 });
  const plain = mapFields(CHANGED, ({ field, value }) => (field.content === 'private' ? undefined : value));
  expect(plain).toEqual({ ...CHANGED, change: { name: 'Anna' } });
  expect(CHANGED.change).toHaveProperty('extraTimeFactor');
});

it('keeps the type first: backups are searched by it', () => {
  expect(JSON.stringify(mapFields(MERGED, ({ value }) => value))).toMatch(/^{"type":"participant_merged"/);
});

it('never makes an invalid event', () => {
  expect(() => mapFields(MERGED, () => 'Anna')).toThrow(
    /participant_merged was changed into an invalid event/,
  );
  expect(() => mapFields(MERGED, () => undefined)).toThrow(/participant_merged/);
});
