import { pid } from 'node:process';
import { expect, it } from 'vitest';
import { residentKb } from './resident-memory.ts';

it('is what the process itself says it holds, more or less', () => {
  const own = process.memoryUsage().rss / 1024;
  expect(residentKb(pid)).toBeGreaterThan(own / 2);
  expect(residentKb(pid)).toBeLessThan(own * 2);
});
