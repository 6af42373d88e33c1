// @vitest-environment happy-dom
/** Cards stand side by side: a mouse on its way to a control of one is kept from that of another. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REACHING_MS } from './left-places.ts';
import { guardPlaces } from './settled-places.ts';

let now = 0;
let lefts: Readonly<Record<string, number>> = {};
let stop = () => {};

beforeEach(() => {
  now = 0;
  lefts = { None: 0, One: 100, Two: 200 };
  document.body.innerHTML = `<main><div>${['None', 'One', 'Two']
    .map((name) => `<section data-card id="card-${name}"><button id="${name}">School</button></section>`)
    .join('')}</div></main>`;
  stop = guardPlaces({
    now: () => now,
    rectOf: ({ id }) => {
      const left = lefts[id] ?? 0;
      const size = id in lefts ? 1 : 0;
      return { left, top: 0, right: left + 40 * size, bottom: 40 * size };
    },
  });
});
afterEach(() => stop());

const seen = () => new Promise((resolve) => void setTimeout(resolve));
const settling = () => [...document.querySelectorAll('[data-settling]')].map(({ id }) => id);
/** The first card goes, and the others move up. */
const moveUp = () => {
  document.getElementById('card-None')?.remove();
  lefts = { One: 0, Two: 100 };
  return seen();
};

it('takes no press on a control that lies where another card had one', async () => {
  await moveUp();
  expect(settling()).toEqual(['One', 'Two']);
});

it.each([
  [REACHING_MS - 1, ['One', 'Two']],
  [REACHING_MS, []],
])('and after %i ms, where the hand comes from elsewhere: %j', async (ms, expected) => {
  await moveUp();
  now = ms;
  document.body.append(document.createElement('p'));
  await seen();
  expect(settling()).toEqual(expected);
});
