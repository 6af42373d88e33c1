import { describe, expect, it } from 'vitest';
import { memoryGrowth, isErrorLine } from './soak-verdict.ts';

const minutes = (heapBytes: (minute: number) => number) =>
  Array.from({ length: 30 }, (_, index) => ({ minute: index + 1, heapBytes: heapBytes(index + 1) }));

describe('the verdict on a soak', () => {
  it('detects a leak, and ignores the first five minutes', () => {
    expect(memoryGrowth(minutes((minute) => (minute <= 5 ? 0 : 100_000 * minute)))).toBeCloseTo(1_000_000);
    expect(memoryGrowth(minutes((minute) => 5_000 + (minute % 2)))).toBeCloseTo(0, 0);
  });

  it('is null for a short one', () => {
    expect(memoryGrowth(minutes(() => 1).slice(0, 6))).toBeNull();
  });

  it('recognises error lines', () => {
    expect(isErrorLine('{"level":30,"msg":"the host is up"}')).toBe(false);
    expect(isErrorLine('The rehearsal is game ABCDEF, with 30 simulated players.')).toBe(false);
    expect(isErrorLine('{"level":50,"msg":"a command could not be written"}')).toBe(true);
    expect(isErrorLine('A simulated player stumbled: Error')).toBe(true);
  });
});
