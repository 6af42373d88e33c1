import { pid } from 'node:process';
import { expect, it } from 'vitest';
import { residentKb } from './resident-memory.ts';

it('is about what the process itself reports', () => {
  const own = process.memoryUsage().rss / 1024;
  expect(residentKb(pid)).toBeGreaterThan(own / 2);
  expect(residentKb(pid)).toBeLessThan(own * 2);
});
