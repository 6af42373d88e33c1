// @vitest-environment happy-dom
/** Two lists, one above the other: where the lower one comes up, a hand on its way to the upper one meets nobody in it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OWN_DOING_MS } from './hands-in-lists.ts';
import { REACHING_MS, SETTLING_MS } from './left-places.ts';
import { NOWHERE, type Rect } from './rects.ts';
import { onRefusedPress } from './refused-press.ts';
import { guardPlaces } from './settled-places.ts';

const ROW_PX = 50;
let now = 0;
/** How much the upper list's window shows, px: the lower list begins there. */
let edge = 0;
let refused: string[] = [];
let stop = () => {};

const rowsOf = (names: readonly string[]) =>
  names.map((name) => `<li data-row id="row-${name}"><button id="${name}">${name}</button></li>`).join('');

beforeEach(() => {
  now = 0;
  edge = 3 * ROW_PX;
  refused = [];
  document.body.innerHTML = `
    <section><div id="window" style="overflow-y: auto"><ul id="waiting">${rowsOf(['Anna', 'Ben', 'Clara'])}</ul></div></section>
    <section><ul id="active">${rowsOf(['David', 'Ella'])}</ul></section>`;
  const upper = document.getElementById('window');
  if (upper !== null)
    Object.defineProperties(upper, {
      scrollHeight: { value: 3 * ROW_PX },
      clientHeight: { get: () => edge },
    });
  const stopPlaces = guardPlaces({ now: () => now, rectOf });
  const stopHearing = onRefusedPress(document, ({ why }) => refused.push(why));
  stop = () => {
    stopPlaces();
    stopHearing();
  };
});
afterEach(() => stop());

function rectOf(element: Element): Rect {
  if (element.id === 'window') return { left: 0, top: 0, right: 500, bottom: edge };
  const row = element.closest('li');
  if (row === null) return NOWHERE;
  const index = [...(row.parentElement?.children ?? [])].indexOf(row);
  const top = (row.parentElement?.id === 'active' ? edge : 0) + index * ROW_PX;
  return { left: 0, top, right: 100, bottom: top + 40 };
}

/** Lets the page see what has changed. */
const seen = () => new Promise<void>((resolve) => void setTimeout(resolve));
const send = (type: string, to: Element | null) =>
  to?.dispatchEvent(
    new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX: 10, clientY: edge + 10 }),
  );
/** The upper list's window closes up over a row that itself stays where it is, and the lower list comes to lie there. */
const comeUp = () => {
  edge -= ROW_PX;
  document.getElementById('window')?.setAttribute('data-room', 'less');
  return seen();
};
const settling = () => [...document.querySelectorAll('[data-settling]')].map(({ id }) => id);

it('guards the place of a row that its list covers and that itself has not moved', async () => {
  await comeUp();
  expect(settling()).toEqual(['David', 'Ella']);
  send('pointerdown', document.getElementById('David'));
  expect(refused).toEqual(['moved']);
});

it.each([
  [SETTLING_MS, ['moved']],
  [REACHING_MS - 1, ['moved']],
  [REACHING_MS, []],
])(
  'takes no press for a row of the list that came up by itself, and %i ms later: %j',
  async (ms, expected) => {
    await comeUp();
    now += ms;
    send('pointerdown', document.getElementById('David'));
    expect(refused).toEqual(expected);
  },
);

it.each(['pointerdown', 'pointerup', 'keydown'])(
  'settles sooner where the last thing done on the page was a %s, wherever that was',
  async (type) => {
    now = OWN_DOING_MS;
    send(type, document.body);
    now += OWN_DOING_MS - 1;
    await comeUp();
    now += SETTLING_MS;
    send('pointerdown', document.getElementById('David'));
    expect(refused).toEqual([]);
  },
);

it('waits for a hand that pressed something a while before', async () => {
  send('pointerdown', document.body);
  now = OWN_DOING_MS;
  await comeUp();
  now += REACHING_MS - 1;
  send('pointerdown', document.getElementById('David'));
  expect(refused).toEqual(['moved']);
});

it.each([
  ['has moved, where it is still there', () => undefined, 'moved'],
  ['is another one, where the page with it has gone', (list: Element | null) => list?.remove(), 'changed'],
  [
    'is another one, where it is no longer shown',
    (list: Element | null) => list?.setAttribute('style', 'display: none'),
    'changed',
  ],
])('says that the list %s', async (_what, leave, expected) => {
  await comeUp();
  leave(document.getElementById('waiting'));
  send('pointerdown', document.getElementById('David'));
  expect(refused).toEqual([expected]);
});
