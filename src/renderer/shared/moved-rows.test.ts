// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OWN_DOING_MS } from './hands-in-lists.ts';
import { REACHING_MS, SETTLING_MS } from './left-places.ts';
import { MOVED_MS } from './moved-rows.ts';
import { onRefusedPress, type RefusedPress } from './refused-press.ts';
import { guardPlaces } from './settled-places.ts';

const ROW_PX = 50;
let now = 0;
/** How high what is above the lists is. */
let above = 0;
let stop = () => {};
let refused: RefusedPress[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  now = 0;
  above = 0;
  refused = [];
  document.body.innerHTML = '<main><ul id="a"></ul></main><main><ul id="b"></ul></main>';
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Each list has its own column, its rows one below the other, as high as each other. */
function guard(): void {
  const stopPlaces = guardPlaces({
    now: () => now,
    rectOf: (control) => {
      const row = control.closest('li');
      const list = row?.parentElement;
      if (row === null || list === null || list === undefined)
        return { left: 0, top: above, right: 1_000, bottom: above + 1_000 };
      const top = above + [...list.children].indexOf(row) * ROW_PX;
      const left = list.id === 'a' ? 0 : 500;
      return { left, top, right: left + 100, bottom: top + 40 };
    },
  });
  const stopHearing = onRefusedPress(document, (press) => refused.push(press));
  stop = () => {
    stopPlaces();
    stopHearing();
  };
}

function put(list: 'a' | 'b', name: string, before: string | null = null, mark = 'data-line'): void {
  const row = document.createElement('li');
  row.id = name;
  row.setAttribute(mark, '');
  row.innerHTML = `<button>Undo ${name}</button>`;
  const ul = document.getElementById(list);
  ul?.insertBefore(row, before === null ? null : document.getElementById(before));
}
/** Lets the page see what has changed. */
const seen = () => Promise.resolve();
const moved = () => [...document.querySelectorAll('[data-moved]')].map(({ id }) => id);
const press = (name: string, pointerType: string) =>
  document
    .querySelector(`#${name} button`)
    ?.dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, pointerType, clientX: 10, clientY: 10 }),
    );

const over = (name: string) =>
  document
    .querySelector(`#${name} button`)
    ?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));

it.each(['data-line', 'data-row'])(
  'marks for a moment each row (%s) that lies where another one was',
  async (mark) => {
    for (const name of ['Anna', 'Ben', 'Clara']) put('a', name, null, mark);
    put('b', 'David', null, mark);
    guard();
    document.getElementById('Anna')?.remove();
    await seen();
    expect(moved()).toEqual(['Ben', 'Clara']);
    vi.advanceTimersByTime(MOVED_MS - 1);
    expect(moved()).toEqual(['Ben', 'Clara']);
    vi.advanceTimersByTime(1);
    expect(moved()).toEqual([]);
  },
);

it('marks the new row above and those it pushes down, but none that only came last', async () => {
  put('a', 'Ben');
  put('a', 'Clara');
  guard();
  put('a', 'David');
  await seen();
  expect(moved()).toEqual([]);
  put('a', 'Anna', 'Ben');
  await seen();
  expect(moved()).toEqual(['Anna', 'Ben', 'Clara']);
});

it('marks none of a list that takes the place of another one, and none whose own buttons change', async () => {
  put('a', 'Anna');
  put('a', 'Ben');
  guard();
  const button = document.querySelector('#Anna button');
  if (button !== null) button.textContent = 'Done';
  await seen();
  expect(moved()).toEqual([]);
  const list = document.getElementById('a');
  const other = document.createElement('ul');
  list?.replaceWith(other);
  other.id = 'a';
  put('a', 'Clara');
  await seen();
  expect(moved()).toEqual([]);
});

it('marks none of a list that something above it moved as a whole, but those that moved in it meanwhile', async () => {
  for (const name of ['Anna', 'Ben', 'Clara']) put('a', name);
  put('b', 'David');
  put('b', 'Ella');
  guard();
  above = ROW_PX;
  document.body.prepend(document.createElement('p'));
  await seen();
  expect(moved()).toEqual([]);
  above = 0;
  document.getElementById('Ben')?.remove();
  await seen();
  expect(moved()).toEqual(['Clara']);
});

it.each(['touch', 'mouse'])(
  'tells where a %s was refused a press, because the list had moved',
  async (pointerType) => {
    put('a', 'Anna');
    put('a', 'Ben');
    guard();
    document.getElementById('Anna')?.remove();
    await seen();
    now = REACHING_MS - 1;
    press('Ben', pointerType);
    expect(refused).toEqual([{ x: 10, y: 10, why: 'moved' }]);
    now += SETTLING_MS;
    vi.advanceTimersByTime(2 * REACHING_MS);
    press('Ben', pointerType);
    expect(refused).toHaveLength(1);
  },
);

const HANDS: readonly (readonly [string, () => void])[] = [
  ['a mouse rests on it', () => over('Clara')],
  ['a press in it was the last thing done', () => press('Clara', 'touch')],
  [
    'a mouse has only just left it',
    () => {
      over('Clara');
      document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
    },
  ],
];
it.each(HANDS)('settles sooner where %s', async (_, act) => {
  for (const name of ['Anna', 'Ben', 'Clara']) put('a', name);
  guard();
  act();
  now = OWN_DOING_MS - 1;
  document.getElementById('Anna')?.remove();
  await seen();
  now += SETTLING_MS;
  press('Ben', 'pen');
  expect(refused).toEqual([]);
});

it('waits for a hand that was there, and went elsewhere a while ago', async () => {
  for (const name of ['Anna', 'Ben', 'Clara']) put('a', name);
  put('b', 'David');
  guard();
  over('Clara');
  over('David');
  now = OWN_DOING_MS;
  document.getElementById('Anna')?.remove();
  await seen();
  now += REACHING_MS - 1;
  press('Ben', 'pen');
  expect(refused).toHaveLength(1);
});

it.each(['touch', 'mouse', 'pen'])(
  'waits for a %s although an earlier key left the focus in the list',
  async (pointerType) => {
    for (const name of ['Anna', 'Ben', 'Clara']) put('a', name);
    guard();
    const button = document.querySelector<HTMLElement>('#Clara button');
    button?.focus();
    button?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Escape' }));
    now = OWN_DOING_MS;
    expect(document.querySelector('#a :focus-visible')).toBe(button);
    document.getElementById('Anna')?.remove();
    await seen();
    now += REACHING_MS - 1;
    press('Ben', pointerType);
    expect(refused).toHaveLength(1);
  },
);

it.each(['touch', 'mouse'])('refuses a %s no press on a row that has not moved', async (pointerType) => {
  for (const name of ['Anna', 'Ben', 'Clara']) put('a', name);
  guard();
  document.getElementById('Ben')?.remove();
  await seen();
  const heard: string[] = [];
  document.getElementById('Anna')?.addEventListener('pointerdown', () => heard.push('Anna'));
  press('Anna', pointerType);
  expect([heard, refused]).toEqual([['Anna'], []]);
  expect(document.querySelectorAll('#Anna [data-settling]')).toHaveLength(0);
});

it.each(['touch', 'mouse'])(
  'swallows a second press by %s on what was just used, and says nothing of a list that lies still',
  async (pointerType) => {
    for (const name of ['Anna', 'Ben']) put('a', name);
    guard();
    press('Anna', pointerType);
    const button = document.querySelector('#Anna button');
    button?.setAttribute('aria-label', 'Confirm Anna');
    await seen();
    now = 150;
    const heard: string[] = [];
    button?.addEventListener('pointerdown', () => heard.push('Anna'));
    press('Anna', pointerType);
    // A mouse never reaches what is marked: the press passes to what is behind.
    const isMarked = button?.hasAttribute('data-settling') === true;
    expect(pointerType === 'mouse' ? isMarked : heard.length === 0).toBe(true);
    expect(refused).toEqual([]);
  },
);

it('tells a finger outside of lists that what it pressed has changed', async () => {
  document.body.innerHTML = '<button id="turn">Start</button>';
  guard();
  const button = document.getElementById('turn');
  if (button !== null) button.textContent = 'Pause';
  button?.setAttribute('aria-label', 'Pause');
  await seen();
  button?.dispatchEvent(
    new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch', clientX: 10, clientY: 10 }),
  );
  expect(refused).toEqual([{ x: 10, y: 10, why: 'changed' }]);
});
