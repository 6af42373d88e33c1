import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTurn } from './in-turn.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('says what comes at the same moment one after the other, in order, and the next at once after a pause', () => {
  const said: string[] = [];
  const say = inTurn((text) => said.push(text));
  for (const text of ['Anna asks', 'Ben is done', 'Clara is done']) say(text);
  expect(said).toEqual(['Anna asks']);
  vi.runOnlyPendingTimers();
  expect(said).toEqual(['Anna asks', 'Ben is done']);
  vi.runAllTimers();
  expect(said).toEqual(['Anna asks', 'Ben is done', 'Clara is done']);
  say('Ella asks');
  expect(said.at(-1)).toBe('Ella asks');
});
