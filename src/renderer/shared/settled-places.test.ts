// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REACHING_MS, SETTLING_MS } from './left-places.ts';
import { guardPlaces } from './settled-places.ts';

let now = 0;
let stop = () => {};
/** Where each control is, by its id: the left and top edge; all are 100 by 40 px. */
let places: Record<string, readonly [left: number, top: number]> = {};
let taken: string[] = [];

beforeEach(() => {
  now = 0;
  places = {};
  taken = [];
  document.body.innerHTML = '';
});
afterEach(() => stop());

function guard(): void {
  stop = guardPlaces({
    now: () => now,
    rectOf: ({ id }) => {
      const [left = 0, top = 0] = places[id] ?? [];
      const size = id in places ? 1 : 0;
      return { left, top, right: left + 100 * size, bottom: top + 40 * size };
    },
  });
}

function put(id: string, left: number, top: number, label = id): HTMLButtonElement {
  const button = document.createElement('button');
  button.id = id;
  button.textContent = label;
  button.addEventListener('click', () => taken.push(button.textContent));
  places[id] = [left, top];
  document.body.append(button);
  return button;
}

function take(id: string): void {
  delete places[id];
  document.getElementById(id)?.remove();
}

/** Lets the page see what has changed. */
const seen = () => new Promise<void>((resolve) => void setTimeout(resolve));

/** Whatever is there gets the whole gesture, as a browser sends it. */
function tap(x: number, y: number, pointerType = 'touch'): void {
  const target = [...document.querySelectorAll('button')].findLast(({ id }) => {
    const [left = -1000, top = -1000] = places[id] ?? [];
    return x >= left && x <= left + 100 && y >= top && y <= top + 40;
  });
  if (target === undefined) throw new Error('There is nothing to tap.');
  const options = { bubbles: true, cancelable: true, clientX: x, clientY: y, detail: 1 };
  const down = new PointerEvent('pointerdown', { ...options, pointerType });
  target.dispatchEvent(down);
  target.dispatchEvent(new PointerEvent('pointerup', { ...options, pointerType }));
  target.dispatchEvent(new MouseEvent('click', options));
}

describe('a place whose control has gone', () => {
  it.each([80, 150, 250, 400, 550, SETTLING_MS - 1])(
    'takes no tap for what lies there after %i ms',
    async (ms) => {
      put('Anna', 0, 0);
      put('Ben', 0, 50);
      guard();
      tap(10, 10);
      take('Anna');
      places['Ben'] = [0, 0];
      await seen();
      now = ms;
      tap(10, 10);
      expect(taken).toEqual(['Anna']);
    },
  );

  it('takes one again when it has settled, and all others at any time', async () => {
    put('Anna', 0, 0);
    put('Ben', 0, 50);
    put('Cleo', 200, 0);
    guard();
    take('Anna');
    places['Ben'] = [0, 0];
    await seen();
    tap(210, 10);
    now = SETTLING_MS;
    tap(10, 10);
    expect(taken).toEqual(['Cleo', 'Ben']);
  });

  it('takes no second tap either, while the first one did nothing', async () => {
    put('Anna', 0, 0);
    put('Ben', 0, 50);
    guard();
    take('Anna');
    places['Ben'] = [0, 0];
    await seen();
    for (now of [350, 900]) tap(10, 10);
    expect(taken).toEqual([]);
    now = 900 + SETTLING_MS;
    tap(10, 10);
    expect(taken).toEqual(['Ben']);
  });

  it.each([50, 120, 300, 450, 590])('takes one in the end from whoever taps every %i ms', async (every) => {
    put('a', 0, 0);
    guard();
    take('a');
    put('b', 0, 0);
    await seen();
    for (; now <= 2 * SETTLING_MS + every; now += every) tap(50, 20);
    expect(taken.length).toBeGreaterThan(0);
    expect(now - every).toBeGreaterThan(2 * SETTLING_MS - every);
  });

  it('counts from the change, also where nobody had tapped', async () => {
    put('Anna', 0, 0);
    put('Ben', 0, 50);
    guard();
    now = 5_000;
    take('Anna');
    places['Ben'] = [0, 0];
    await seen();
    now = 5_000 + SETTLING_MS - 1;
    tap(10, 10);
    expect(taken).toEqual([]);
  });
});

describe('a tapped place', () => {
  it.each([80, 550])('takes no tap for what appears there, %i ms later', async (ms) => {
    put('Ask', 0, 0);
    guard();
    tap(10, 10);
    put('Cancel', 0, 0);
    await seen();
    now = ms;
    tap(10, 10);
    expect(taken).toEqual(['Ask']);
  });

  it('takes taps for the same control as long as it says the same, whatever its numbers are', async () => {
    const button = put('more', 0, 0, '+1 min');
    guard();
    tap(10, 10);
    button.firstChild?.replaceWith('+2 min');
    await seen();
    tap(10, 10);
    button.firstChild?.replaceWith('Resume');
    await seen();
    tap(10, 10);
    expect(taken).toEqual(['+1 min', '+2 min']);
  });
});

it('leaves the mouse and the keyboard alone', async () => {
  put('Anna', 0, 0);
  const ben = put('Ben', 0, 50);
  guard();
  take('Anna');
  places['Ben'] = [0, 0];
  await seen();
  tap(10, 10, 'mouse');
  ben.click();
  expect(taken).toEqual(['Ben', 'Ben']);
});

it('keeps the mouse from rows alone, until they have settled', async () => {
  for (const [index, name] of ['Anna', 'Ben', 'Cleo'].entries()) {
    const row = document.createElement('li');
    row.dataset['row'] = name;
    row.append(put(name, 0, index * 50));
    document.body.append(row);
  }
  guard();
  document.querySelector('[data-row="Anna"]')?.remove();
  places = { Ben: [0, 0], Cleo: [0, 50] };
  await seen();
  const settling = () => [...document.querySelectorAll('[data-settling]')].map(({ id }) => id);
  expect(settling()).toEqual(['Ben', 'Cleo']);
  now = REACHING_MS;
  document.body.append(document.createElement('p'));
  await seen();
  expect(settling()).toEqual([]);
});

describe('a tap that meets nothing', () => {
  const tapNothing = (clientX: number, clientY: number) =>
    document.body.dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch', clientX, clientY }),
    );

  it('is not meant for what comes there before the next one', async () => {
    put('Ben', 0, 50);
    guard();
    tapNothing(10, 10);
    now = 500;
    places['Ben'] = [0, 0];
    await seen();
    tap(10, 10);
    expect(taken).toEqual([]);
    now = 500 + SETTLING_MS;
    tap(10, 10);
    expect(taken).toEqual(['Ben']);
  });

  it('may have been meant for what it just missed', () => {
    put('Ben', 0, 20);
    guard();
    tapNothing(10, 15);
    now = 200;
    tap(10, 22);
    expect(taken).toEqual(['Ben']);
  });

  it('was not meant for it if that means something else now', async () => {
    const ben = put('Ben', 0, 20);
    guard();
    tapNothing(10, 15);
    ben.textContent = 'Cleo';
    document.body.append(document.createElement('p'));
    await seen();
    now = 200;
    tap(10, 22);
    expect(taken).toEqual([]);
  });
});

describe('a list that scrolls', () => {
  const scroll = async (list: Element) => {
    list.scrollTop = 50;
    places = { Anna: [0, -50], Ben: [0, 0] };
    list.append(document.createElement('p'));
    await seen();
    list.dispatchEvent(new Event('scroll'));
  };
  /** How much of it there is, and how much of that is shown, px. */
  const measure = <List extends Element>(list: List, scrollHeight: number) =>
    Object.defineProperties(list, {
      scrollHeight: { value: scrollHeight, configurable: true },
      clientHeight: { value: 100, configurable: true },
    });
  const putList = (scrollHeight = 400) => {
    const list = measure(document.createElement('div'), scrollHeight);
    document.body.append(list);
    list.append(put('Anna', 0, 0), put('Ben', 0, 50));
    guard();
    return list;
  };

  it.each(['touchmove', 'wheel', 'keydown'])('takes a tap at once after a %s', async (type) => {
    const list = putList();
    list.dispatchEvent(new Event(type, { bubbles: true }));
    await scroll(list);
    tap(10, 10);
    expect(taken).toEqual(['Ben']);
  });

  it('takes one while it rolls on', async () => {
    const list = putList();
    list.dispatchEvent(new Event('touchmove', { bubbles: true }));
    for (now of [250, 500, 750]) list.dispatchEvent(new Event('scroll'));
    now = 1_000;
    await scroll(list);
    tap(10, 10);
    expect(taken).toEqual(['Ben']);
  });

  it('takes one while its scroll bar is dragged', async () => {
    const list = putList();
    list.dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, pointerType: 'mouse', buttons: 1, clientX: 300 }),
    );
    now = 1_000;
    await scroll(list);
    tap(10, 10);
    expect(taken).toEqual(['Ben']);
  });

  it('takes none for a while if it scrolled by itself, as when it grows at its end', async () => {
    const list = putList();
    list.dispatchEvent(new Event('touchmove', { bubbles: true }));
    now = 400;
    await scroll(list);
    now = 400 + SETTLING_MS - 1;
    tap(10, 10);
    expect(taken).toEqual([]);
    now = 400 + 2 * SETTLING_MS;
    tap(10, 10);
    expect(taken).toEqual(['Ben']);
  });

  it('takes none for a while under a finger either, where it grew at its end and went there', async () => {
    const list = putList(100);
    list.dispatchEvent(new Event('touchmove', { bubbles: true }));
    measure(list, 150);
    await scroll(list);
    now = SETTLING_MS - 1;
    tap(10, 10);
    expect(taken).toEqual([]);
  });

  it('takes none for a while either where only its scrolling says so', async () => {
    const list = putList(100);
    list.dispatchEvent(new Event('touchmove', { bubbles: true }));
    measure(list, 150);
    list.scrollTop = 50;
    places = { Anna: [0, -50], Ben: [0, 0] };
    list.dispatchEvent(new Event('scroll'));
    await new Promise(requestAnimationFrame);
    now = SETTLING_MS - 1;
    tap(10, 10);
    expect(taken).toEqual([]);
  });

  it('takes none for a while under a finger either, where its end gave way', async () => {
    const list = putList();
    list.scrollTop = 50;
    places = { Anna: [0, -50], Ben: [0, 0] };
    list.append(document.createElement('p'));
    await seen();
    now = 5_000;
    list.dispatchEvent(new Event('touchmove', { bubbles: true }));
    measure(list, 100);
    list.scrollTop = 0;
    places = { Anna: [0, 0], Ben: [0, 50] };
    list.append(document.createElement('p'));
    await seen();
    now += 250;
    tap(10, 10);
    expect(taken).toEqual([]);
  });

  it('keeps no tap from what lies above it, where something left it unseen', async () => {
    Object.assign(putList(), { id: 'list', style: 'overflow-y: auto' });
    places = { list: [0, 100], Anna: [0, 50], Ben: [0, 100] };
    put('Menu', 0, 50);
    await seen();
    now = 5_000;
    take('Anna');
    await seen();
    tap(10, 60);
    expect(taken).toEqual(['Menu']);
  });
});
