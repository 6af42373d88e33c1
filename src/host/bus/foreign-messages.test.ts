import { expect, it } from 'vitest';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createForeignMessages } from './foreign-messages.ts';

it('a flood of messages that no host has sent is a line a minute in the log, with their number', () => {
  const clock = createManualClock();
  const reports: string[] = [];
  const note = createForeignMessages(clock, (message) => void reports.push(message));
  note();
  expect(reports).toEqual(['a message on the bus is not from a host of this version']);
  for (let second = 0; second < 120; second += 1) {
    for (let count = 0; count < 1_000; count += 1) note();
    clock.advance(1_000);
  }
  expect(reports.slice(1)).toEqual(['60001 messages on the bus are not from a host of this version']);
  note();
  expect(reports.at(-1)).toBe('60000 messages on the bus are not from a host of this version');
  clock.advance(3_600_000);
  note();
  expect(reports.at(-1)).toBe('a message on the bus is not from a host of this version');
  expect(reports).toHaveLength(4);
});
