// @vitest-environment happy-dom
/** What moves by a style sheet alone leaves its place as what comes and goes does. */
import { afterEach, expect, it } from 'vitest';
import { guardPlaces, SETTLING_MS } from './settled-places.ts';

let stop = () => {};
afterEach(() => stop());

/** Lets the page see what has changed. */
const seen = () => new Promise<void>((resolve) => void setTimeout(resolve));

it.each(['class', 'style', 'data-room', 'data-anything', 'aria-expanded', 'dir', 'lang', 'hidden'])(
  'no tap meets what has come to lie under it because the attribute %s of something around has changed',
  async (attribute) => {
    document.body.innerHTML = '<main><button id="Done">Done</button></main>';
    const [main, done] = [document.querySelector('main'), document.getElementById('Done')];
    const taken: number[] = [];
    let [now, top] = [0, 200];
    done?.addEventListener('click', () => taken.push(now));
    const other = document.createElement('button');
    document.body.append(other);
    const rectAt = (y: number) => ({ left: 0, top: y, right: 100, bottom: y + 40 });
    stop = guardPlaces({
      now: () => now,
      rectOf: (control) => (control === done ? rectAt(top) : rectAt(control === other ? 200 - top : 900)),
    });
    const tap = () => {
      const options = { bubbles: true, cancelable: true, clientX: 10, clientY: 10, detail: 1 };
      for (const type of ['pointerdown', 'pointerup'])
        done?.dispatchEvent(new PointerEvent(type, { ...options, pointerType: 'touch' }));
      done?.dispatchEvent(new MouseEvent('click', options));
    };
    top = 0;
    main?.setAttribute(attribute, 'other');
    await seen();
    for (now of [80, 550, SETTLING_MS * 3]) tap();
    expect(taken).toEqual([SETTLING_MS * 3]);
  },
);
