import { describe, expect, it } from 'vitest';
import { growth, isComplaint } from './soak-verdict.ts';

const minutes = (held: (minute: number) => number) =>
  Array.from({ length: 30 }, (_, index) => ({ minute: index + 1, held: held(index + 1) }));

describe('the verdict on a soak', () => {
  it('finds what leaks, and ignores the first five minutes', () => {
    expect(growth(minutes((minute) => (minute <= 5 ? 0 : 100_000 * minute)))).toBeCloseTo(1_000_000);
    expect(growth(minutes((minute) => 5_000 + (minute % 2)))).toBeCloseTo(0, 0);
  });

  it('says nothing of a short one', () => {
    expect(growth(minutes(() => 1).slice(0, 6))).toBeNull();
  });

  it('knows a complaint', () => {
    expect(isComplaint('{"level":30,"msg":"the host is up"}')).toBe(false);
    expect(isComplaint('The rehearsal is game ABCDEF, with 30 simulated players.')).toBe(false);
    expect(isComplaint('{"level":50,"msg":"a command could not be written"}')).toBe(true);
    expect(isComplaint('A simulated player stumbled: Error')).toBe(true);
  });
});
