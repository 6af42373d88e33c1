import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTurns, DOUBLE_CLICK_MS, TURNED_MS } from './turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('lets the opposite take no press until a while after the answer, and says when that is no double click any more', async () => {
  const turns = createTurns();
  const phases: string[] = [];
  turns.subscribe(() => phases.push(turns.phaseOf('game')));
  let resolve = (_answer: object) => {};
  const promise = new Promise<object>((now) => {
    resolve = now;
  });
  turns.begin('game', promise);
  await vi.advanceTimersByTimeAsync(10 * TURNED_MS);
  expect(phases).toEqual(['answering']);
  resolve({});
  await vi.advanceTimersByTimeAsync(DOUBLE_CLICK_MS - 1);
  expect(turns.phaseOf('game')).toBe('answering');
  await vi.advanceTimersByTimeAsync(1);
  expect(turns.phaseOf('game')).toBe('turned');
  expect(turns.phaseOf('lock')).toBe('free');
  await vi.advanceTimersByTimeAsync(900 - DOUBLE_CLICK_MS);
  expect(turns.phaseOf('game')).toBe('turned');
  await vi.advanceTimersByTimeAsync(TURNED_MS - 900);
  expect(phases).toEqual(['answering', 'turned', 'free']);
});

it.each([
  { what: 'refused', answer: () => Promise.resolve(null) },
  { what: 'broken off', answer: () => Promise.reject(new Error('Nobody answers.')) },
])('takes the next press soon where the first was $what: nothing has turned', async ({ answer }) => {
  const turns = createTurns();
  turns.begin('game', answer());
  await vi.advanceTimersByTimeAsync(DOUBLE_CLICK_MS - 1);
  expect(turns.phaseOf('game')).toBe('answering');
  await vi.advanceTimersByTimeAsync(1);
  expect(turns.phaseOf('game')).toBe('free');
});

it('counts from the later one of two', async () => {
  const turns = createTurns();
  turns.begin('own redo', Promise.resolve());
  await vi.advanceTimersByTimeAsync(TURNED_MS - 100);
  turns.begin('own redo', Promise.resolve());
  await vi.advanceTimersByTimeAsync(200);
  expect(turns.phaseOf('own redo')).toBe('answering');
  await vi.advanceTimersByTimeAsync(TURNED_MS - 201);
  expect(turns.phaseOf('own redo')).toBe('turned');
  await vi.advanceTimersByTimeAsync(1);
  expect(turns.phaseOf('own redo')).toBe('free');
});
