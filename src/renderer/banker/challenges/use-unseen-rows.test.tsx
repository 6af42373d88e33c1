// @vitest-environment happy-dom
import { act, useRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UNSEEN_MS, useUnseenRows } from './use-unseen-rows.ts';

let root: Root;
let page: HTMLElement;
let left: number[];
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  left = [];
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

/** A list of which nothing is in sight, as where nothing is measured. */
function List({ isBusy }: { readonly isBusy: boolean }) {
  const listRef = useRef<HTMLUListElement>(null);
  useUnseenRows({ listRef, hasGone: true, isBusy, onClear: (ids) => void left.push(...ids) });
  return (
    <ul ref={listRef}>
      <li data-row="1" data-gone="true" />
      <li data-row="2" data-gone="false" />
    </ul>
  );
}
const show = (isBusy: boolean) => act(async () => root.render(<List isBusy={isBusy} />));
const pass = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms));

it('lets rows that have gone leave however often a finger taps, but not while it is down', async () => {
  for (let ms = 0; ms < UNSEEN_MS; ms += 500) {
    await show(true);
    await pass(250);
    await show(false);
    await pass(250);
  }
  await show(true);
  left = [];
  await pass(2 * UNSEEN_MS);
  expect(left).toEqual([]);
  await show(false);
  await pass(1_000);
  expect(left).toEqual([1]);
});
