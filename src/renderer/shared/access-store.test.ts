import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccessStore } from './access-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A host whose answers the test gives by hand, in the order in which they were asked for. */
function aHost() {
  const answers: ((access: string) => void)[] = [];
  const heard: string[] = [];
  const store = createAccessStore<string>({
    request: () => new Promise((resolve) => answers.push(resolve)),
    isAway: (access) => access === 'away',
    retryMs: 2_000,
    onAnswer: (access) => heard.push(access),
    timers: globalThis,
  });
  const answer = async (index: number, access: string) => {
    answers[index]?.(access);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { store, heard, answer, asked: () => answers.length };
}

describe('the way in', () => {
  it('is asked for once, before anybody subscribes', () => {
    const { store, asked } = aHost();
    store.retry();
    expect([asked(), store.getAccess()]).toEqual([1, null]);
  });

  it('tells its listeners, then whoever acts on the answer', async () => {
    const { store, heard, answer } = aHost();
    const before: number[] = [];
    store.subscribe(() => before.push(heard.length));
    await answer(0, 'owner');
    expect([store.getAccess(), before, heard]).toEqual(['owner', [0], ['owner']]);
  });

  it('is retried while the host is away, and no longer once it has answered', async () => {
    const { answer, asked } = aHost();
    await answer(0, 'away');
    await vi.advanceTimersByTimeAsync(1_999);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked()).toBe(2);
    await answer(1, 'owner');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked()).toBe(2);
  });

  it('is decided by the newest request', async () => {
    const { store, heard, answer } = aHost();
    store.restart();
    await answer(1, 'assistant');
    await answer(0, 'owner');
    expect([store.getAccess(), heard]).toEqual(['assistant', ['assistant']]);
  });
});
