// @vitest-environment happy-dom
import { act, Profiler, useRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import type { ListOrder } from '../model/frozen-order.ts';
import { useNewcomersOutOfSight } from './use-newcomers-out-of-sight.ts';

const ROW_PX = 100;
let root: Root;
let page: HTMLElement;
/** How far page and list are scrolled, px. */
let place: { page: number; list: number };
let drawn: number;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  place = { page: 0, list: 0 };
  drawn = 0;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function rectOf(this: Element) {
    const row = Number(this.getAttribute('data-row'));
    // The list begins just above the lower edge of the window, and shows three rows.
    const top = innerHeight - 20 - place.page;
    if (row === 0) return new DOMRect(0, top, 300, 3 * ROW_PX);
    return new DOMRect(0, top + (row - 1) * ROW_PX - place.list, 300, ROW_PX);
  });
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.restoreAllMocks();
});

const orderOf = (fresh: readonly number[]): ListOrder => ({
  rows: [1, 2, 3, 4, 5, 6].map((id) => ({
    challenge: aChallenge({ id }),
    gone: false,
    fresh: fresh.includes(id),
  })),
  held: [],
});

function List({ list }: { readonly list: ListOrder }) {
  const listRef = useRef<HTMLUListElement>(null);
  return (
    <section>
      <b>{useNewcomersOutOfSight(listRef, list)}</b>
      <div>
        <ul ref={listRef}>
          {list.rows.map(({ challenge }) => (
            <li key={challenge.id} data-row={challenge.id} />
          ))}
        </ul>
      </div>
    </section>
  );
}
const show = (list: ListOrder) =>
  act(async () =>
    root.render(
      <Profiler id="list" onRender={() => void (drawn += 1)}>
        <List list={list} />
      </Profiler>,
    ),
  );
const told = () => page.querySelector('b')?.textContent;
const scroll = (what: keyof typeof place, px: number) =>
  act(async () => {
    place[what] = px;
    page.querySelector(what === 'list' ? 'div' : 'section')?.dispatchEvent(new Event('scroll'));
  });

it('tells of a newcomer beyond the edge of the window until the page is scrolled there', async () => {
  await show(orderOf([1, 2]));
  expect(told()).toBe('2');
  await scroll('page', 100);
  expect(told()).toBe('1');
  await scroll('page', 200);
  expect(told()).toBe('0');
});

it('tells of a newcomer beyond the edge of the list until the list is scrolled there', async () => {
  await scroll('page', innerHeight - 20);
  await show(orderOf([1, 2, 5]));
  expect(told()).toBe('1');
  await scroll('list', 250);
  expect(told()).toBe('2');
  await scroll('list', 0);
  expect(told()).toBe('1');
});

it('looks again in a window of another size', async () => {
  await show(orderOf([1]));
  expect(told()).toBe('1');
  await act(async () => {
    place.page = 90;
    dispatchEvent(new Event('resize'));
  });
  expect(told()).toBe('0');
});

it('draws nothing anew while the same ones are in sight', async () => {
  await scroll('page', 250);
  await show(orderOf([1, 2]));
  const before = drawn;
  for (const px of [1, 2, 3, 4]) await scroll('list', px);
  expect(told()).toBe('0');
  // React may look once more whether it is the same.
  expect(drawn - before).toBeLessThanOrEqual(1);
});

it('tells nobody, not even for a moment, of a newcomer who is in sight', async () => {
  await scroll('page', 250);
  await show(orderOf([]));
  const seen: (string | undefined)[] = [];
  const observer = new MutationObserver(() => void seen.push(told()));
  observer.observe(page, { subtree: true, childList: true, characterData: true });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
  const list = orderOf([2]);
  root.render(
    <Profiler id="list" onRender={() => {}}>
      <List list={{ ...list, rows: list.rows.slice(0, 3) }} />
    </Profiler>,
  );
  await vi.waitFor(() => expect(page.querySelectorAll('li')).toHaveLength(3));
  expect(seen.filter((each) => each !== '0')).toEqual([]);
  observer.disconnect();
});
