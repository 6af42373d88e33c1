/** Measures whether anything on a page is cut off, lies over something else, or needs scrolling to be seen. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { setTheme, takePicture } from './pictures/capture.harness.ts';

/** A window, in CSS pixels. */
export interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** How large the text is, for people who need it larger; 1 by default. */
  readonly text?: number;
}

export const DESK_SIZES: readonly Size[] = [
  { name: '1024', width: 1024, height: 768 },
  { name: '820', width: 820, height: 1180 },
  { name: '1280', width: 1280, height: 800 },
  // 1280 x 800 at 200 % zoom.
  { name: '1280-zoom', width: 640, height: 400 },
  { name: '1280-text', width: 1280, height: 800, text: 2 },
];

export const PHONE_SIZES: readonly Size[] = [
  { name: '320', width: 320, height: 640 },
  { name: '360', width: 360, height: 740 },
  { name: '360-text', width: 360, height: 740, text: 2 },
  { name: 'landscape', width: 740, height: 360 },
  { name: '320-text', width: 320, height: 640, text: 2 },
];

/** The lowest windows that a desk is used in: 1280 x 800 and 1024 x 768, each at 200 % zoom. */
export const LOW_SIZES: readonly Size[] = [
  { name: '1280-zoom', width: 640, height: 400 },
  { name: '1024-zoom', width: 512, height: 384 },
];

export const BOARD_SIZES: readonly Size[] = [
  { name: '1920', width: 1920, height: 1080 },
  { name: '1280', width: 1280, height: 720 },
  { name: '1024', width: 1024, height: 768 },
];

/** Gives the page that size. */
export async function resize(page: Page, { width, height, text = 1 }: Size): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate((share) => {
    document.documentElement.style.setProperty('font-size', share === 1 ? '' : `${share * 100}%`);
  }, text);
}

/** What is wrong with how the page is laid out, one sentence per fault. */
export const layoutFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60)}"`;
    const isShown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return (
        width > 1 &&
        height > 1 &&
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      );
    };
    const scrolls = (style: CSSStyleDeclaration) =>
      ['auto', 'scroll'].includes(style.overflowX) || ['auto', 'scroll'].includes(style.overflowY);
    /** Whether it can be scrolled into sight inside a part of the page. */
    const isInScroller = (element: Element): boolean => {
      for (let above = element.parentElement; above !== null; above = above.parentElement)
        if (above !== document.documentElement && above !== document.body && scrolls(getComputedStyle(above)))
          return true;
      return false;
    };
    const faults: string[] = [];
    const root = document.documentElement;
    // A phone shows a page that is too wide as a whole, but smaller.
    const edge = Math.min(innerWidth, root.clientWidth);
    if (root.scrollWidth > edge + 1) faults.push(`the page scrolls sideways: ${root.scrollWidth} > ${edge}`);
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('.visually-hidden, [inert], svg') !== null || !isShown(element)) continue;
      const style = getComputedStyle(element);
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
      const { left, right, top } = element.getBoundingClientRect();
      if ((hasText || element.matches('button, a, input, select')) && !isInScroller(element)) {
        if (right > edge + 1 || left < -1) faults.push(`beyond the edge: ${words(element)}`);
        if (top < 2 && scrollY === 0) faults.push(`at the upper edge: ${words(element)} ${top}`);
      }
      // What says that there is more, and shows it when pressed, is not cut off.
      if (element.matches('[data-folds="true"]') && element.parentElement?.querySelector('[aria-expanded]'))
        continue;
      const clips = ['hidden', 'clip'];
      // What is meant to be moved sideways, such as a wide table, can have the focus.
      const isScroller = scrolls(style) && !element.matches('input, textarea, select, [tabindex]');
      if (isScroller && element.scrollWidth > element.clientWidth + 1)
        faults.push(`scrolls sideways: ${words(element)} ${element.scrollWidth} > ${element.clientWidth}`);
      const isWide = clips.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      const isTall = clips.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      if ((isWide || isTall) && element !== document.body && (element.textContent ?? '').trim() !== '')
        faults.push(
          `cut off: ${words(element)} ${element.scrollWidth} x ${element.scrollHeight} in ${element.clientWidth} x ${element.clientHeight}`,
        );
    }
    const targets = [
      ...document.body.querySelectorAll('button, a, input, select, h1, [role="timer"]'),
    ].filter((element) => isShown(element) && element.closest('.visually-hidden, [inert]') === null);
    const boxOf = (element: Element) => element.getBoundingClientRect();
    for (const [index, one] of targets.entries()) {
      // Of rows that can be scrolled, and what lies over the page, only what is on top counts.
      if (isInScroller(one)) continue;
      for (const other of targets.slice(index + 1)) {
        if (isInScroller(other) || one.contains(other) || other.contains(one)) continue;
        const [a, b] = [boxOf(one), boxOf(other)];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 2) faults.push(`one over the other: ${words(one)}, ${words(other)}`);
      }
    }
    return faults;
  });

/**
 * Words that are broken inside, and texts that lie over one another, one sentence per fault. A word is a row of letters: addresses
 * and numbers may go on in the next line wherever they like.
 * @param within a selector of the parts of the page that count
 */
export const wordFaults = (page: Page, within = 'body'): Promise<string[]> =>
  page.evaluate((counting) => {
    const stuckTo = (element: Element | null): Element | null => {
      if (element === null) return null;
      const { position } = getComputedStyle(element);
      return position === 'sticky' || position === 'fixed' ? element : stuckTo(element.parentElement);
    };
    /** From where to where of it can be seen: lines beyond that are folded away, or to be scrolled to. */
    const shownOf = (element: Element) => {
      let [top, bottom] = [-Infinity, Infinity];
      for (let above: Element | null = element; above !== null; above = above.parentElement) {
        if (above === document.body || getComputedStyle(above).overflowY === 'visible') continue;
        const frame = above.getBoundingClientRect();
        if (above !== document.documentElement)
          [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
      }
      return { top, bottom };
    };
    /** Only for those who have the page read to them. */
    const isUnseen = (element: Element | null): boolean => {
      if (element === null) return false;
      const { width, height } = element.getBoundingClientRect();
      return width <= 1 || height <= 1 || (element !== document.body && isUnseen(element.parentElement));
    };
    const faults: string[] = [];
    const boxes: { readonly element: Element; readonly text: string; readonly box: DOMRect }[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent ?? '';
      if (element === null || text.trim() === '' || element.closest(counting) === null) continue;
      if (element.closest('.visually-hidden, [inert], svg, script, style, noscript, option') !== null)
        continue;
      if (isUnseen(element)) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const shown = shownOf(element);
      for (const { x, y, width: wide, height: high } of range.getClientRects()) {
        const from = Math.max(y, shown.top);
        const box = new DOMRect(x, from, wide, Math.min(y + high, shown.bottom) - from);
        if (box.width > 1 && box.height > 1) boxes.push({ element, text, box });
      }
      for (const { 0: word, index } of text.matchAll(/(?<![\w/:.\]])[\p{L}\p{M}\p{N}]{2,}(?![/:]\w)/gu)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (new Set(tops).size > 1) faults.push(`broken inside: "${word}" in "${text.trim().slice(0, 60)}"`);
      }
    }
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(index + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Lines are a little higher than their letters.
        if (across <= 1 || down <= 0.35 * Math.min(one.box.height, other.box.height)) continue;
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        // What stays in sight may lie over what is scrolled under it.
        if (stuckTo(one.element) !== stuckTo(other.element)) continue;
        faults.push(`one text over the other: "${one.text.trim()}", "${other.text.trim()}"`);
      }
    return [...new Set(faults)];
  }, within);

/** Which of them are not in the window as a whole, with nothing over them, without any scrolling. */
export async function sightFaults(whats: Readonly<Record<string, Locator>>): Promise<string[]> {
  const out: string[] = [];
  for (const [name, what] of Object.entries(whats)) {
    await expect(what, name).toBeVisible();
    const fault = await what.evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
        return `outside: ${left}, ${top} to ${right}, ${bottom} of ${innerWidth} x ${innerHeight}`;
      const points = [0.1, 0.5, 0.9].flatMap((share) => [
        [left + 2 + share * (right - left - 4), top + 2],
        [left + 2 + share * (right - left - 4), bottom - 2],
      ]);
      const isOnTop = points.every(([x = 0, y = 0]) => {
        const on = document.elementFromPoint(x, y);
        return on === null || element.contains(on) || on.contains(element);
      });
      return isOnTop ? null : 'something lies over it';
    });
    if (fault !== null) out.push(`${name} ${fault}`);
  }
  return out;
}

/** How many of these are in the window as a whole. */
export const countInSight = (rows: Locator): Promise<number> =>
  rows.evaluateAll(
    (elements) =>
      elements.filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        if (bottom - top < 1) return false;
        for (let above = element.parentElement; above !== null; above = above.parentElement)
          if (getComputedStyle(above).overflowY !== 'visible') {
            const frame = above.getBoundingClientRect();
            if (top < frame.top - 1 || bottom > frame.bottom + 1) return false;
          }
        return top >= -1 && bottom <= innerHeight + 1;
      }).length,
  );

const FOLDER = join(import.meta.dirname, '../pictures/fit');

export interface Matrix {
  readonly page: Page;
  readonly sizes: readonly Size[];
  readonly themes: readonly string[];
  readonly found: string[];
}

/** Measures and pictures a state at every size, in every theme. */
export async function measure({ page, sizes, themes, found }: Matrix, state: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const size of sizes) {
    await resize(page, size);
    found.push(...(await layoutFaults(page)).map((fault) => `${state} at ${size.name}: ${fault}`));
    for (const theme of themes) {
      await setTheme(page, theme);
      await takePicture(page, join(FOLDER, `${state}-${size.name}-${theme}.png`));
    }
  }
}
