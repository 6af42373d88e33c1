// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveRegions } from '../../shared/components/live-regions.tsx';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { refuseKey, refusePress } from '../../shared/refused-press.ts';
import { RefusedPressPlace, SAID_MS } from './refused-press.tsx';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = '<button id="ben">Ben</button>';
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <LiveRegions>
          <RefusedPressPlace />
        </LiveRegions>
      </I18nextProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

const shown = () => page.querySelector<HTMLElement>('[data-part="refused-press"]');
const spoken = () =>
  [...page.querySelectorAll('[aria-live], output')].map((each) => each.textContent.trim()).join('');
const control = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error('It is not on the page.');
  return found;
};

it('says it where it was pressed, and aloud, for a while', async () => {
  await act(async () => refusePress(control('ben'), { x: 400, y: 300, why: 'moved' }));
  expect(shown()?.textContent).toBe('The list moved. Try again.');
  expect([shown()?.style.left, shown()?.style.top]).toEqual(['400px', '324px']);
  expect(spoken()).toBe('The list moved. Try again.');
  await act(async () => vi.advanceTimersByTime(SAID_MS - 1));
  expect(shown()).not.toBeNull();
  await act(async () => vi.advanceTimersByTime(1));
  expect(shown()).toBeNull();
});

it('stays in the window at its edges', async () => {
  await act(async () => refusePress(control('ben'), { x: 3, y: innerHeight - 4, why: 'moved' }));
  expect(parseFloat(shown()?.style.left ?? '')).toBeGreaterThan(100);
  expect(parseFloat(shown()?.style.top ?? '')).toBeLessThan(innerHeight - 50);
});

it('leaves the name in the pressed row free', async () => {
  document.body.insertAdjacentHTML('beforeend', '<ul><li data-row><bdi>Ida</bdi><button id="ida"></li></ul>');
  const name = control('ida').parentElement?.querySelector('bdi');
  if (name === null || name === undefined) throw new Error('It is not on the page.');
  name.getBoundingClientRect = () => new DOMRect(20, 310, 60, 40);
  await act(async () => refusePress(control('ida'), { x: 400, y: 300, why: 'moved' }));
  expect(shown()?.style.top).toBe('354px');
  name.getBoundingClientRect = () => new DOMRect(20, innerHeight - 60, 60, 40);
  await act(async () => refusePress(control('ida'), { x: 400, y: innerHeight - 30, why: 'moved' }));
  expect(parseFloat(shown()?.style.top ?? '')).toBeLessThan(innerHeight - 60 - 50);
});

it('leaves the button free that was pressed, and so the one beside it, below it or above it', async () => {
  const ben = control('ben');
  ben.getBoundingClientRect = () => new DOMRect(300, 276, 120, 60);
  await act(async () => refusePress(ben, { x: 360, y: 280, why: 'changed' }));
  expect(parseFloat(shown()?.style.top ?? '')).toBeGreaterThan(336);
  const top = innerHeight - 64;
  ben.getBoundingClientRect = () => new DOMRect(300, top, 120, 60);
  await act(async () => refusePress(ben, { x: 360, y: innerHeight - 8, why: 'changed' }));
  expect(parseFloat(shown()?.style.top ?? '')).toBeLessThanOrEqual(top - 56);
});

it('leaves the control free that a key was for', async () => {
  const ben = control('ben');
  ben.getBoundingClientRect = () => new DOMRect(300, 200, 120, 88);
  await act(async () => refuseKey(ben, 'for_waiting'));
  expect(parseFloat(shown()?.style.top ?? '')).toBeGreaterThan(288);
  ben.getBoundingClientRect = () => new DOMRect(300, innerHeight - 100, 120, 88);
  await act(async () => refuseKey(ben, 'for_waiting'));
  expect(parseFloat(shown()?.style.top ?? '')).toBeLessThan(innerHeight - 100 - 50);
});

it.each([
  {
    what: 'a row',
    html: '<ul><li id="large" data-row="7"><bdi>Ida</bdi></li><li data-row="8"><bdi>Leo</bdi></li></ul>',
  },
  { what: 'a card', html: '<div id="large" data-card><h3>Team 1</h3></div>' },
])('is in $what itself, and never over what comes after it', async ({ html }) => {
  document.body.insertAdjacentHTML('beforeend', html);
  const large = control('large');
  large.getBoundingClientRect = () => new DOMRect(20, 100, 500, 320);
  const name = large.querySelector('bdi');
  if (name !== null) name.getBoundingClientRect = () => new DOMRect(20, 110, 60, 30);
  await act(async () => refuseKey(large, 'moved'));
  const top = parseFloat(shown()?.style.top ?? '');
  expect(top).toBeGreaterThanOrEqual(100);
  expect(top).toBeLessThanOrEqual(100 + 60);
});

it('goes with the page or the list that it was said of', async () => {
  await act(async () => refusePress(control('ben'), { x: 400, y: 300, why: 'moved' }));
  await act(async () => void dispatchEvent(new Event('hashchange')));
  expect(shown()).toBeNull();
  await act(async () => refusePress(control('ben'), { x: 400, y: 300, why: 'moved' }));
  control('ben').checkVisibility = () => true;
  await act(async () => document.body.append('Something else'));
  expect(shown()).not.toBeNull();
  control('ben').checkVisibility = () => false;
  await act(async () => document.body.append('Another tab'));
  expect(shown()).toBeNull();
});

it('says nothing aloud where more has been said', async () => {
  await act(async () => refuseKey(control('ben'), 'moved', true));
  expect(shown()).not.toBeNull();
  expect(spoken()).toBe('');
});
