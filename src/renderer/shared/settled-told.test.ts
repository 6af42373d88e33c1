// @vitest-environment happy-dom
/** Whoever is refused a press in a row that lies still is told, unless it was their own doing that its controls changed. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OWN_DOING_MS } from './hands-in-lists.ts';
import { REACHING_MS, SETTLING_MS } from './left-places.ts';
import { onRefusedPress } from './refused-press.ts';
import { guardPlaces } from './settled-places.ts';

let now = 0;
let refused: string[] = [];
let stop = () => {};

beforeEach(() => {
  now = 0;
  refused = [];
  document.body.innerHTML =
    '<ul><li data-row="1"><button id="done" data-means="Done">Done</button></li></ul><button id="other">Other</button>';
  const stopPlaces = guardPlaces({
    now: () => now,
    rectOf: ({ id }) => {
      const top = id === 'other' ? 500 : 0;
      return { left: 0, top, right: 100, bottom: top + 40 };
    },
  });
  const stopHearing = onRefusedPress(document, ({ why }) => refused.push(why));
  stop = () => {
    stopPlaces();
    stopHearing();
  };
});
afterEach(() => stop());

/** Lets the page see what has changed. */
const seen = () => new Promise<void>((resolve) => void setTimeout(resolve));
const change = async (words: string) => {
  document.getElementById('done')?.setAttribute('data-means', words);
  await seen();
};
const press = (id: string, pointerType: string) =>
  document.getElementById(id)?.dispatchEvent(
    new PointerEvent('pointerdown', {
      bubbles: true,
      pointerType,
      clientX: 10,
      clientY: id === 'other' ? 510 : 10,
    }),
  );

it.each(['touch', 'pen', 'mouse'])('tells a %s that what it pressed had changed by itself', async (hand) => {
  await change('Confirm');
  now = SETTLING_MS - 1;
  press('done', hand);
  expect(refused).toEqual(['changed']);
});

it.each(['touch', 'pen', 'mouse'])(
  'tells a %s nothing that presses twice, where the first press changed it',
  async (hand) => {
    press('done', hand);
    now = OWN_DOING_MS - 1;
    await change('Confirm');
    now = OWN_DOING_MS + 50;
    press('done', hand);
    expect(refused).toEqual([]);
  },
);

it.each(['touch', 'pen'])('takes a press of a %s once it has settled, and says nothing', async (hand) => {
  await change('Confirm');
  now = REACHING_MS;
  press('done', hand);
  expect(refused).toEqual([]);
});

it('refuses nothing where only what is shown has changed', async () => {
  const done = document.getElementById('done');
  done?.replaceChildren('Fertig');
  done?.setAttribute('aria-label', 'Fertig');
  await seen();
  press('done', 'touch');
  expect(refused).toEqual([]);
});
