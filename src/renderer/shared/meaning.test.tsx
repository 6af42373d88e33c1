// @vitest-environment happy-dom
/** A control means the same whatever counts on it and whoever translates it, and something else as soon as the page says so. */
import fc from 'fast-check';
import { act, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Button } from '../banker/components/button.tsx';
import { BidiText, isolate } from './locales/bidi-text.tsx';
import { meaningOf } from './meaning.ts';

let root: Root;
let page: HTMLElement;
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

const control = () => {
  const found = page.querySelector('button, label');
  if (found === null) throw new Error('There is no control.');
  return found;
};
async function meaningAs(node: ReactNode): Promise<string> {
  await act(async () => root.render(node));
  return meaningOf(control());
}

/** As a browser does, some time after the page has written: other words, in elements of its own, and other digits. */
function translate(): void {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const texts: Node[] = [];
  while (walker.nextNode() !== null) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement?.closest('[translate="no"]') !== null) continue;
    const font = document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
    font.textContent = `অনুবাদ ${text.textContent?.length} ৩`;
    text.parentNode?.replaceChild(font, text);
  }
  for (const element of page.querySelectorAll('[aria-label]')) element.setAttribute('aria-label', 'লেবেল ৫');
}

/** The first digit of each script whose digits a browser may write. */
const NOUGHTS = ['0', '٠', '۰', '०', '০', '๐', '０'] as const;
const inDigits = (nought: string, number: number) =>
  String(number).replaceAll(/\d/g, (digit) =>
    String.fromCodePoint((nought.codePointAt(0) ?? 0) + Number(digit)),
  );

/** Controls that count, by everything that a page gives a text by. */
const COUNTING: readonly (readonly [string, (number: string) => ReactNode])[] = [
  ['a text alone', (number) => <button type="button">{`Undo (${number})`}</button>],
  ['a text with neighbours', (number) => <button type="button">Undo ({number})</button>],
  ['a label', (number) => <button type="button" aria-label={`Undo, ${number} s left`} />],
  [
    'an element inside',
    (number) => (
      <button type="button">
        <b>Undo</b> <time>{number}</time>
      </button>
    ),
  ],
  [
    'a sentence with a name',
    (number) => (
      <button type="button">
        <BidiText>{`${isolate('Leo 2')}: ${number}`}</BidiText>
      </button>
    ),
  ],
  ["the desk's button", (number) => <Button>{`Undo (${number})`}</Button>],
  ["the desk's button with a label", (number) => <Button label={`Undo (${number})`}>Undo</Button>],
  ["the library's button with a label", (number) => <AriaButton aria-label={`Undo (${number})`} />],
];

describe.each(COUNTING)('a control that counts, by %s', (_, show) => {
  it('means the same, in whichever digits and however it is translated', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NOUGHTS),
        fc.nat(100_000),
        fc.nat(100_000),
        fc.boolean(),
        async (nought, before, now, isTranslated) => {
          const meant = await meaningAs(show(inDigits(nought, before)));
          if (isTranslated) translate();
          expect(meaningOf(control())).toBe(meant);
          expect(await meaningAs(show(inDigits(nought, now)))).toBe(meant);
        },
      ),
      { numRuns: 20 },
    );
  });
});

it.each([
  ['9:59', '10:00'],
  ['1:00:00', '59:59'],
  ['١٬٢٣٤', '٩٩٩'],
  ['1\u202f000', '999'],
  ['٠٫٥', '١'],
])('takes %s and %s for one number each', async (before, now) => {
  const show = (number: string) => <button type="button">{`Resume in ${number}`}</button>;
  expect(await meaningAs(show(before))).toBe(await meaningAs(show(now)));
});

it.each<[string, (which: number) => ReactNode]>([
  ['a name', (which) => <bdi translate="no">{`Leo ${which}`}</bdi>],
  ['a team', (which) => <bdi>{`Team ${which}`}</bdi>],
  ['an exercise', (which) => <bdi>{`${which} push-ups`}</bdi>],
  ['a name in a sentence', (which) => <BidiText>{`Give ${isolate(`Leo ${which}`)} this`}</BidiText>],
])('tells by the number in it, which is part of %s', async (_, show) => {
  const inButton = (which: number) => <button type="button">{show(which)}</button>;
  expect(await meaningAs(inButton(2))).not.toBe(await meaningAs(inButton(20)));
});

it('tells by the number in a name in its label', async () => {
  const show = (name: string) => <Button label={`Confirm that ${isolate(name)} has done it`}>Confirm</Button>;
  expect(await meaningAs(show('Leo 1'))).not.toBe(await meaningAs(show('Leo 2')));
});

it('means something else at once when the page has other words, translated or not', async () => {
  const start = await meaningAs(<Button>Start</Button>);
  translate();
  expect(await meaningAs(<Button>Pause</Button>)).not.toBe(start);
});

it('leaves the last word to what says itself what it means', async () => {
  const show = (claim: string) => (
    <button type="button" data-means="player 7" aria-label={claim}>
      {claim}
    </button>
  );
  expect(await meaningAs(show('Leo 1'))).toBe('player 7');
});

it('writes nothing while it only counts', async () => {
  const show = (number: number) => (
    <button type="button" aria-label={`Undo (${number})`}>
      <b>{`Undo (${number})`}</b> {number}
    </button>
  );
  await meaningAs(show(5));
  let written = 0;
  const observer = new MutationObserver((records) => {
    written += records.length;
  });
  observer.observe(page, { subtree: true, attributes: true, attributeFilter: ['data-means'] });
  const told = () => new Promise<void>((resolve) => void setTimeout(resolve));
  await meaningAs(show(4));
  await told();
  expect(written).toBe(0);
  await meaningAs(<button type="button" aria-label="Resume" />);
  await told();
  expect(written).toBe(1);
  observer.disconnect();
});

it('takes what the page did not make by JSX by what it shows', () => {
  page.innerHTML = '<button>Page 3</button>';
  expect(meaningOf(control())).toBe('Page ');
  page.innerHTML = '<button aria-label="Seite ٣">Page 3</button>';
  expect(meaningOf(control())).toBe('Seite ');
});
