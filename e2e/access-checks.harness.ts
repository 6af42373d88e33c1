/** What is checked in every state of a page: axe, the size of what is pressed, what contrast themes leave of it, and what moves. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { resize, type Size } from './fit.harness.ts';
import { setTheme } from './pictures/capture.harness.ts';

/** How a state is looked at. */
export interface Look {
  readonly theme: string;
  readonly size: Size;
  /** Which way the page is laid out, whatever its language. */
  readonly direction: 'ltr' | 'rtl';
}

/** What axe finds by all rules for WCAG A and AA, and by those it calls best practices. */
export async function axeFaults(page: Page, { theme, size, direction }: Look): Promise<string[]> {
  await resize(page, size);
  await setTheme(page, theme);
  await page.evaluate((dir) => {
    document.documentElement.dir = dir;
  }, direction);
  // Legacy mode opens no extra page for frames, which these pages don't have.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
    })
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

/**
 * What can be pressed and is smaller than this in either direction, in CSS pixels. A link in a sentence is as high as its line, and
 * what a label belongs to is as large as the label (WCAG 2.5.8).
 */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((side) => {
    const targets = 'button, a[href], input, select, textarea, summary, [role="button"], [role^="menuitem"]';
    const union = (boxes: readonly DOMRect[]) => ({
      width: Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left)),
      height: Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top)),
    });
    return [...document.querySelectorAll<HTMLElement>(targets)]
      .filter((element) => {
        if (!element.checkVisibility({ visibilityProperty: true })) return false;
        if (element.closest('.visually-hidden, [inert], [aria-hidden="true"]') !== null) return false;
        // What only screen readers press is clipped to a pixel.
        const frame = element.parentElement?.getBoundingClientRect();
        if (frame !== undefined && (frame.width <= 1 || frame.height <= 1)) return false;
        if (element.matches('a') && getComputedStyle(element).display === 'inline') return false;
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
        const { width, height } = union([element, ...labels].map((each) => each.getBoundingClientRect()));
        return width < side - 0.5 || height < side - 0.5;
      })
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
        return `${element.tagName.toLowerCase()} "${words.trim().slice(0, 40)}" is ${Math.round(width)} x ${Math.round(height)}`;
      });
  }, least);

/** What is drawn by a background alone, and what is chosen, as a contrast theme leaves it. */
const lostInContrast = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = getComputedStyle(document.body).backgroundColor;
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 30)}"`;
    const isClear = (colour: string) => /rgba\(.*, 0\)|transparent/.test(colour);
    const isDrawn = (style: CSSStyleDeclaration) =>
      (!isClear(style.backgroundColor) && style.backgroundColor !== root) ||
      (style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) > 0) ||
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('[data-drawn]'))
      if (element.checkVisibility() && !isDrawn(getComputedStyle(element)))
        faults.push(`nothing is left of ${nameOf(element)}`);
    for (const [chosen, others] of [
      ['[aria-pressed="true"]', '[aria-pressed="false"]'],
      [
        '[aria-current]:not([aria-current="false"])',
        ':is(a, button):not([aria-current]), [aria-current="false"]',
      ],
    ] as const)
      for (const element of document.querySelectorAll<HTMLElement>(`:is(a, button):is(${chosen})`)) {
        const other = element.closest('nav, ul, fieldset, div')?.querySelector<HTMLElement>(others);
        if (other === null || other === undefined || !element.checkVisibility()) continue;
        const look = (each: HTMLElement) => {
          const { backgroundColor, borderTopWidth, borderTopStyle, outlineStyle, textDecorationLine } =
            getComputedStyle(each);
          return JSON.stringify([
            backgroundColor,
            borderTopWidth,
            borderTopStyle,
            outlineStyle,
            textDecorationLine,
          ]);
        };
        if (look(element) === look(other)) faults.push(`nothing shows that it is chosen: ${nameOf(element)}`);
      }
    return faults;
  });

/** Marks what has neither text nor a picture in it, and is only seen because its background is not the one behind it. */
const markDrawn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const isClear = (colour: string) => /rgba\(.*, 0\)|transparent/.test(colour);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      delete element.dataset['drawn'];
      const { width, height } = element.getBoundingClientRect();
      if (element.childElementCount > 0 || (element.textContent ?? '').trim() !== '') continue;
      if (width < 2 || height < 2 || element.closest('svg, [inert]') !== null) continue;
      const { backgroundColor } = getComputedStyle(element);
      if (isClear(backgroundColor)) continue;
      let behind = element.parentElement;
      while (behind !== null && isClear(getComputedStyle(behind).backgroundColor))
        behind = behind.parentElement;
      if (behind !== null && getComputedStyle(behind).backgroundColor !== backgroundColor)
        element.dataset['drawn'] = '';
    }
  });

/** What still has a colour that nobody has chosen. Only a code to scan and the badge of a team keep theirs, beside a shape or a letter. */
const otherColours = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const probe = document.createElement('i');
    document.body.append(probe);
    const chosen = ['Canvas', 'CanvasText', 'Highlight', 'HighlightText', 'GrayText', 'ButtonText'].concat([
      'Field',
      'FieldText',
      'ButtonFace',
      'ButtonBorder',
      'LinkText',
    ]);
    const colours = new Set(
      chosen.map((name) => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
      }),
    );
    probe.remove();
    // A hint of a chosen colour is one.
    const isClear = (colour: string) => /(?:rgba\(.*,|\/) 0(?:\.0\d*)?\)$/.test(colour);
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.closest('svg[role="img"], svg:has(text), option') === null)
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .flatMap((element) => {
        const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(element);
        const used = [color, backgroundColor, ...(parseFloat(borderTopWidth) > 0 ? [borderTopColor] : [])];
        const other = used.find((each) => !isClear(each) && !colours.has(each));
        return other === undefined ? [] : [`${element.tagName} ${element.getAttribute('class')} is ${other}`];
      });
  });

/** Text in the colour of what is behind it. (Axe asks nothing about colours in a contrast theme.) */
const unreadable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isClear = (colour: string) => /(?:rgba\(.*,|\/) 0(?:\.0\d*)?\)$/.test(colour);
    return [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      const words = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
      if (words.length === 0 || !element.checkVisibility({ visibilityProperty: true })) return [];
      if (element.closest('svg, option') !== null) return [];
      let behind: Element | null = element;
      while (behind !== null && isClear(getComputedStyle(behind).backgroundColor))
        behind = behind.parentElement;
      const ground = getComputedStyle(behind ?? document.body).backgroundColor;
      const isLost = ground === getComputedStyle(element).color;
      return isLost ? [`cannot be read: "${(element.textContent ?? '').slice(0, 30)}"`] : [];
    });
  });

/** What a contrast theme takes away, or could not be read in it. */
export async function contrastThemeFaults(page: Page): Promise<string[]> {
  await markDrawn(page);
  await page.emulateMedia({ forcedColors: 'active' });
  const found = [...(await lostInContrast(page)), ...(await otherColours(page)), ...(await unreadable(page))];
  await page.emulateMedia({ forcedColors: 'none' });
  return found.map((fault) => `contrast theme: ${fault}`);
}

/** What moves or fades although the system asks for less motion. */
export async function motionFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      // What follows the reader's own scrolling, as the shade at an edge does, does not move by itself.
      .filter(({ timeline }) => timeline instanceof DocumentTimeline)
      .map(({ effect, playState }) => {
        const target = effect instanceof KeyframeEffect ? effect.target : null;
        return `${target?.tagName.toLowerCase()}.${target?.getAttribute('class')} (${playState})`;
      }),
  );
  return moving.map((what) => `moves: ${what}`);
}
