import { expect, it } from 'vitest';
import type { GameEvent } from './events.ts';
import { mapFields, fieldEntriesOf } from './map-fields.ts';

const MERGED: GameEvent = { type: 'participant_merged', id: 4, into: 5 };
const CHANGED: GameEvent = {
  type: 'participant_changed',
  id: 4,
  change: { name: 'Anna', extraTimeFactor: 2 },
};

it('shows every field with what it holds, inner ones too', () => {
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

it('keeps the type first: backups are looked through by it', () => {
  expect(JSON.stringify(mapFields(MERGED, ({ value }) => value))).toMatch(/^{"type":"participant_merged"/);
});

it('makes nothing that is no event', () => {
  expect(() => mapFields(MERGED, () => 'Anna')).toThrow(/participant_merged was changed into something/);
  expect(() => mapFields(MERGED, () => undefined)).toThrow(/participant_merged/);
});
