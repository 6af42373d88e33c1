import { expect, it } from 'vitest';
import { inMinutes, nextAt, SUGGESTED_MINUTES, toTimeOfDay } from './end-time.ts';

const at = (day: number, hours: number, minutes: number, seconds = 0) =>
  new Date(2026, 10, day, hours, minutes, seconds).getTime();

it.each([
  ['21:30', at(24, 20, 0), at(24, 21, 30)],
  ['21:30', at(24, 21, 29, 59), at(24, 21, 30)],
  ['21:30', at(24, 21, 30), at(25, 21, 30)],
  ['00:15', at(24, 23, 50), at(25, 0, 15)],
  ['00:00', at(30, 23, 50), new Date(2026, 11, 1).getTime()],
  ['21:30:00', at(24, 20, 0), at(24, 21, 30)],
])('%s is still to come', (timeOfDay, now, then) => {
  expect(nextAt(timeOfDay, now)).toBe(then);
  expect(toTimeOfDay(then)).toBe(timeOfDay.slice(0, 5));
});

it.each(['', 'soon', '9:30'])('"%s" is no time of day', (typed) => {
  expect(nextAt(typed, at(24, 20, 0))).toBeNull();
});

it('counts from the next whole minute', () => {
  expect(inMinutes(30, at(24, 20, 0, 1))).toBe(at(24, 20, 31));
  expect(inMinutes(5, at(24, 20, 0))).toBe(at(24, 20, 5));
});

it('offers ten minutes and a quarter of an hour, too, shortest first', () => {
  expect(SUGGESTED_MINUTES).toEqual(expect.arrayContaining([10, 15, 30, 60]));
  expect(SUGGESTED_MINUTES.toSorted((one, other) => one - other)).toEqual([...SUGGESTED_MINUTES]);
  for (const minutes of SUGGESTED_MINUTES) {
    const now = at(24, 23, 55, 30);
    expect(nextAt(toTimeOfDay(inMinutes(minutes, now)), now)).toBe(inMinutes(minutes, now));
  }
});
