import Type, { type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { expect, it } from 'vitest';
import { faultFinder } from './first-fault.ts';
import { readLibraryFile } from './library/library-file.ts';
import { runAtOnce } from './time/time-slices.ts';

const Needs = Type.Array(Type.Enum(['quiet', 'seated']), { uniqueItems: true, maxItems: 2 });
const Body = Type.Object({ name: Type.String(), needs: Type.Optional(Needs), parts: Type.Array(Needs) });
/** Of the processor, so that a busy machine changes nothing: far more than any needs. With the square of the length it is many times as much. */
const ENOUGH_MS = 1_000;

const spent = (work: () => void): number => {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1_000;
};

it.each<readonly [string, TSchema, unknown, string]>([
  ['a field that is missing', Body, { parts: [] }, ''],
  ['a field of another type', Body, { name: 1, parts: [] }, '/name'],
  ['a list that is too long', Body, { name: '', parts: [], needs: ['quiet', 'seated', 'quiet'] }, '/needs'],
  ['something twice in a list', Body, { name: '', parts: [], needs: ['quiet', 'quiet'] }, '/needs'],
  ['something twice in a list in a list', Body, { name: '', parts: [[], ['quiet', 'quiet']] }, '/parts/1'],
])('finds %s', (_, schema, value, path) => {
  expect(Compile(schema).Check(value)).toBe(false);
  expect(faultFinder(schema)(value)?.instancePath).toBe(path);
});

it('finds nothing wrong where nothing is', () => {
  expect(faultFinder(Body)({ name: '', needs: ['quiet'], parts: [] })).toBeUndefined();
});

it('finds at once that a list is far too long, whatever is in it again and again', () => {
  const firstFault = faultFinder(Body);
  for (const item of [1, 'quiet', [], {}]) {
    const needs = Array.from({ length: 60_000 }, () => item);
    expect(spent(() => firstFault({ name: '', parts: [], needs }))).toBeLessThan(ENOUGH_MS);
  }
});

it('refuses at once a line of a library that names needs again and again', () => {
  const needs = Array.from({ length: 60_000 }, () => 1);
  const line = JSON.stringify({ exercise: { name: 'Claps', target: 5, meets: needs } });
  const file = `{"format":"trading-game-night-library","version":1}\n${line}`;
  const mistakes: unknown[] = [];
  expect(spent(() => mistakes.push(...runAtOnce(readLibraryFile(file)).mistakes))).toBeLessThan(ENOUGH_MS);
  expect(mistakes).toMatchObject([{ code: 'field_invalid', field: 'meets.0' }]);
});
