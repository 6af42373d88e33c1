// @vitest-environment happy-dom
/** What moves by a style sheet alone leaves its place as what comes and goes does. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { SETTLING_MS } from './left-places.ts';
import { guardPlaces, STAYING } from './settled-places.ts';

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

it.each([...STAYING])(
  'nothing is measured because %s has changed, which it does all the time',
  async (attribute) => {
    document.body.innerHTML = '<main><button id="Done">Done</button></main>';
    let measured = 0;
    stop = guardPlaces({
      rectOf: () => {
        measured += 1;
        return { left: 0, top: 0, right: 100, bottom: 40 };
      },
    });
    const atFirst = measured;
    document.getElementById('Done')?.setAttribute(attribute, 'other');
    await seen();
    expect(measured).toBe(atFirst);
    document.getElementById('Done')?.setAttribute('data-anything', 'other');
    await seen();
    expect(measured).toBeGreaterThan(atFirst);
  },
);

/** How something looks, also under a finger; no size, and no place. */
const LOOKS =
  /^(?:(?:border|outline|background)(?:-\w+)*|color|box-shadow|text-decoration|animation|pointer-events|transform|--edge-x)$/;

it('no style sheet moves anything by an attribute whose changes nobody looks at', () => {
  const renderer = join(import.meta.dirname, '..');
  const rule = new RegExp(`[^{}]*\\[(?:${[...STAYING].join('|')})\\b[^{}]*\\{([^{}]*)\\}`, 'g');
  const rules = globSync('**/*.css', { cwd: renderer }).flatMap((file) => [
    ...readFileSync(join(renderer, file), 'utf8').matchAll(rule),
  ]);
  expect(rules.length).toBeGreaterThan(10);
  const set = rules.flatMap(([, body = '']) =>
    body.split(';').map((line) => line.split(':')[0]?.trim() ?? ''),
  );
  expect(set.filter((property) => property !== '' && !LOOKS.test(property))).toEqual([]);
});
