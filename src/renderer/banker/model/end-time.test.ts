import { afterEach, describe, expect, it } from 'vitest';
import { endOf, inMinutes, isOtherDay, nextAt, SUGGESTED_MINUTES, toTimeOfDay } from './end-time.ts';

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

it('is the moment that was chosen as long as it is to come, and never the next day’s', () => {
  const chosen = inMinutes(30, at(24, 20, 0));
  expect(endOf(chosen, at(24, 20, 29, 59))).toBe(at(24, 20, 30));
  expect(endOf(chosen, at(24, 20, 30))).toBeNull();
  expect(endOf('20:30', at(24, 20, 30))).toBe(at(25, 20, 30));
  expect(endOf('', at(24, 20, 30))).toBeNull();
});

it('says when it is on another day', () => {
  expect(isOtherDay(at(24, 23, 59), at(24, 0, 0))).toBe(false);
  expect(isOtherDay(at(25, 0, 0), at(24, 23, 59))).toBe(true);
});

describe('on the day on which clocks are set back', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  const HOUR_MS = 3_600_000;

  // The last minute before they are, as UTC, and how far.
  it.each([
    ['Africa/Cairo', '2026-10-29T20:59:00Z', 60],
    ['Asia/Beirut', '2026-10-24T20:59:00Z', 60],
    ['America/Santiago', '2026-04-05T02:59:00Z', 60],
    ['Europe/Berlin', '2026-10-25T00:59:00Z', 60],
    ['America/New_York', '2026-11-01T05:59:00Z', 60],
    ['Australia/Lord_Howe', '2026-04-04T14:59:00Z', 30],
  ])('%s: every time of day is the next one, at most a day ahead', (name, last, setBackMinutes) => {
    process.env['TZ'] = name;
    const change = Date.parse(last) + 60_000;
    const offsets = [change - 1, change].map((each) => new Date(each).getTimezoneOffset());
    expect(offsets[1]).toBe((offsets[0] ?? 0) + setBackMinutes);
    for (let now = change - 3 * HOUR_MS; now < change + 3 * HOUR_MS; now += 11 * 60_000)
      for (let ahead = 1; ahead < 24 * 60; ahead += 7) {
        const then = now + ahead * 60_000;
        const found = nextAt(toTimeOfDay(then), now) ?? Number.NaN;
        expect(toTimeOfDay(found)).toBe(toTimeOfDay(then));
        expect(found).toBeGreaterThan(now);
        // Nothing earlier has that time of day, so what comes twice is the first of both that is to come.
        expect(found).toBeLessThanOrEqual(then);
      }
  });
});
