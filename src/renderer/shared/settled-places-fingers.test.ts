// @vitest-environment happy-dom
/** A finger that the browser has taken for one that scrolls has tapped nothing where it began. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REACHING_MS, SETTLING_MS } from './left-places.ts';
import { guardPlaces } from './settled-places.ts';

let now = 0;
let stop = () => {};
/** How far the page is scrolled, px. */
let scrolled = 0;
let taken: string[] = [];

/** Rows of 40 px, one below the other, 100 px wide; a finger beside them meets the list. */
let tops: Readonly<Record<string, number>> = {};

beforeEach(() => {
  [now, scrolled, taken] = [0, 0, []];
  tops = { Anna: 0, Ben: 50 };
  document.body.innerHTML =
    '<main><ul><li data-row="1"><button id="Anna">Anna</button></li><li data-row="2"><button id="Ben">Ben</button></li></ul></main>';
  Object.defineProperties(list(), { scrollHeight: { value: 400 }, clientHeight: { value: 100 } });
  for (const button of document.querySelectorAll('button'))
    button.addEventListener('click', () => taken.push(button.id));
  stop = guardPlaces({
    now: () => now,
    rectOf: ({ id }) => {
      const top = (tops[id] ?? 0) - scrolled;
      const size = id in tops ? 1 : 0;
      return { left: 0, top, right: 100 * size, bottom: top + 40 * size };
    },
  });
});
afterEach(() => stop());

const list = () => document.querySelector('main') ?? document.body;
const rowAt = (y: number) => document.getElementById(y + scrolled < 45 ? 'Anna' : 'Ben') ?? list();

/** What is sent to whatever is there, as a browser sends it. */
function send(type: string, target: Element, point: { x: number; y: number }, pointerId: number): void {
  const { x: clientX, y: clientY } = point;
  const options = { bubbles: true, cancelable: true, clientX, clientY, detail: 1 };
  target.dispatchEvent(
    type === 'click'
      ? new MouseEvent(type, options)
      : new PointerEvent(type, { ...options, pointerType: 'touch', pointerId }),
  );
}

function tap(x: number, y: number, pointerId: number): void {
  for (const type of ['pointerdown', 'pointerup', 'click']) send(type, rowAt(y), { x, y }, pointerId);
}

/** Moves the page by a row: the browser cancels the finger's press as soon as it scrolls. */
async function swipe(begins: Element, point: { x: number; y: number }, pointerId: number): Promise<void> {
  send('pointerdown', begins, point, pointerId);
  begins.dispatchEvent(new Event('touchmove', { bubbles: true }));
  send('pointercancel', begins, point, pointerId);
  list().scrollTop = 50;
  scrolled = 50;
  list().dispatchEvent(new Event('scroll'));
  await new Promise(requestAnimationFrame);
}

it('takes a tap at once where the finger began on a row', async () => {
  await swipe(rowAt(10), { x: 10, y: 10 }, 1);
  now = 150;
  tap(10, 10, 2);
  expect(taken).toEqual(['Ben']);
});

it('takes a tap at once where the finger began beside the rows', async () => {
  await swipe(list(), { x: 105, y: 10 }, 1);
  now = 150;
  tap(99, 10, 2);
  expect(taken).toEqual(['Ben']);
});

it('takes none for a while where another finger did tap before', async () => {
  tap(10, 10, 1);
  await swipe(list(), { x: 150, y: 90 }, 2);
  now = 150;
  tap(10, 10, 3);
  expect(taken).toEqual(['Anna']);
});

describe('a row that settles lets a finger pass to the list behind it, as the style sheet has it', () => {
  /** As a browser finds it. */
  const found = () => {
    const row = document.getElementById('Ben') ?? list();
    return row.hasAttribute('data-settling') ? list() : row;
  };
  const tapThere = async (pointerId: number) => {
    // The marks go by the clock, which is handed in here, and are looked at again with each change of the page.
    document.body.classList.toggle('changed');
    await new Promise((resolve) => void setTimeout(resolve));
    for (const type of ['pointerdown', 'pointerup', 'click'])
      send(type, found(), { x: 10, y: 10 }, pointerId);
  };
  /** Anna's row leaves, and Ben's comes to lie in its place. */
  const closeUp = async () => {
    document.getElementById('Anna')?.remove();
    tops = { Ben: 0 };
    await new Promise((resolve) => void setTimeout(resolve));
  };

  // The hand comes from elsewhere: rows take nothing for REACHING_MS then.
  it.each([
    [REACHING_MS - 500, 550],
    [REACHING_MS - 300, 400],
    [REACHING_MS - 100, 150],
    [REACHING_MS - 10, 80],
    [REACHING_MS - 10, 550],
  ])('and takes no second tap: %i ms after it came there, and %i ms later', async (first, second) => {
    await closeUp();
    now = first;
    await tapThere(1);
    now += second;
    await tapThere(2);
    expect(taken).toEqual([]);
    now += SETTLING_MS + 1;
    await tapThere(3);
    expect(taken).toEqual(['Ben']);
  });
});
