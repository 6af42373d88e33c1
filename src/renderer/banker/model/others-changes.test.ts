import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { HostError } from '../../../client/host-error.ts';
import type { Problem } from '../../../protocol/problems.ts';
import { REACHING_MS } from '../../shared/left-places.ts';
import { aGame } from '../../shared/shapes.fixtures.ts';
import { createOthersChanges } from './others-changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const BEFORE = -1;

/** A desk that follows a game, whose status is set by whoever. */
function aDesk() {
  let view = { game: aGame(), message: null, teams: [], players: [] } as Partial<GameView> as GameView;
  const listeners = { heard: new Set<() => void>(), drawn: new Set<() => void>() };
  const source = (kind: keyof typeof listeners) => ({
    getView: () => view,
    subscribe(listener: () => void) {
      listeners[kind].add(listener);
      return () => listeners[kind].delete(listener);
    },
  });
  const changes = createOthersChanges(() => Date.now());
  const stop = changes.watch({
    ...source('heard'),
    drawn: { ...source('drawn'), onEvents: () => () => undefined },
  });
  const hear = (status: 'paused' | 'in_progress') => {
    view = { ...view, game: aGame({ status }) };
    for (const listener of listeners.heard) listener();
  };
  const draw = () => {
    for (const listener of listeners.drawn) listener();
  };
  const show = (status: 'paused' | 'in_progress') => {
    hear(status);
    draw();
  };
  const isFresh = (since = BEFORE) => changes.isFresh('status', since);
  return { changes, hear, draw, show, isFresh, stop };
}

const isStatus = (state: string) => state === 'status';

it('says for as long as a hand takes that somebody else has changed what a control means', async () => {
  const { changes, show, isFresh } = aDesk();
  const heard = vi.fn<() => void>();
  changes.subscribe(heard);
  expect(isFresh()).toBe(false);
  show('paused');
  expect([isFresh(), changes.isFresh('finale', BEFORE)]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(REACHING_MS - 1);
  expect(isFresh()).toBe(true);
  heard.mockClear();
  await vi.advanceTimersByTimeAsync(1);
  expect(isFresh()).toBe(false);
  expect(heard).toHaveBeenCalledOnce();
});

it('counts from when it is drawn, however late, and from the last change', async () => {
  const { hear, draw, show, isFresh } = aDesk();
  hear('paused');
  await vi.advanceTimersByTimeAsync(10 * REACHING_MS);
  expect(isFresh()).toBe(true);
  draw();
  await vi.advanceTimersByTimeAsync(REACHING_MS - 1);
  show('in_progress');
  await vi.advanceTimersByTimeAsync(REACHING_MS - 1);
  expect(isFresh()).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(isFresh()).toBe(false);
});

it('says nothing of it to what has come to the page since', async () => {
  const { show, isFresh, changes } = aDesk();
  show('paused');
  await vi.advanceTimersByTimeAsync(1);
  expect([isFresh(changes.now()), isFresh()]).toEqual([false, true]);
});

it.each([
  { what: 'before the answer', isBefore: true },
  { what: 'after the answer', isBefore: false },
])('takes what this desk does for its own, heard of $what, once', async ({ isBefore }) => {
  const { changes, show, isFresh } = aDesk();
  let answer = () => {};
  const call = changes.during(isStatus, () => new Promise<void>((resolve) => (answer = resolve)));
  if (isBefore) show('paused');
  answer();
  await call;
  if (!isBefore) show('paused');
  expect(isFresh()).toBe(false);
  show('in_progress');
  expect(isFresh()).toBe(true);
});

it('takes what else changes meanwhile, and what comes long after, for the doing of others', async () => {
  const { changes, show, isFresh } = aDesk();
  await changes.during(
    (state) => state === 'finale',
    async () => undefined,
  );
  show('paused');
  expect(isFresh()).toBe(true);
  await changes.during(isStatus, async () => undefined);
  await vi.advanceTimersByTimeAsync(2 * REACHING_MS);
  show('in_progress');
  expect(isFresh()).toBe(true);
});

it('takes a change for the doing of others where the call of this desk was refused, not where no answer came', async () => {
  const refusal = new HostError('No', { problem: { code: 'not_found' } as Partial<Problem> as Problem });
  for (const [error, isByOthers] of [
    [refusal, true],
    [new HostError('Nobody answers.', {}), false],
  ] as const) {
    const { changes, show, isFresh } = aDesk();
    const call = changes.during(isStatus, async () => {
      show('paused');
      throw error;
    });
    await expect(call).rejects.toBe(error);
    expect(isFresh()).toBe(isByOthers);
  }
});

it('follows no game any more once it is stopped', () => {
  const { stop, show, isFresh } = aDesk();
  stop();
  show('paused');
  expect(isFresh()).toBe(false);
});
