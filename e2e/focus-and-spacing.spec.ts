/** In every state of the phone: what has the focus is seen, there is a way on from it, and text that is set wider apart is not cut off. */
import type { Page } from '@playwright/test';
import { walkBoard, walkDesk } from './desk-walk.harness.ts';
import { layoutFaults, resize } from './fit.harness.ts';
import { walkPhone } from './phone-walk.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

/** More than any state has to stop at. */
const MOST_STOPS = 120;
/** A window of 1280 x 800 at 200 % zoom. */
const ZOOMED_DESK = { name: '1280-zoom', width: 640, height: 400 };
const SMALL_PHONE = { name: '320', width: 320, height: 640 };

/** Tabs once round the page: what is hidden wholly behind something else when it has the focus, or shows no sign of it. */
async function focusFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return null;
      const all = [...document.querySelectorAll('*')];
      const isDrawn = focused.getBoundingClientRect().width > 2;
      // A box that is drawn by the label around it.
      const label = focused instanceof HTMLInputElement && !isDrawn ? focused.labels?.[0] : undefined;
      const shown = label ?? focused;
      const { left, top, right, bottom } = shown.getBoundingClientRect();
      const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
      const isSeen = shares.some((x) =>
        shares.some((y) => {
          const on = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
          return on !== null && (shown.contains(on) || on.contains(shown));
        }),
      );
      // A box may have its sign on the label around it.
      const signs = [focused, shown].map((element) => getComputedStyle(element));
      const hasSign = signs.some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
      );
      const words = (focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 40);
      return { key: String(all.indexOf(focused)), what: `${focused.tagName} "${words}"`, isSeen, hasSign };
    });
    if (found === null || seen.has(found.key)) return faults;
    seen.add(found.key);
    if (!found.isSeen) faults.push(`cannot be seen when it has the focus: ${found.what}`);
    if (!found.hasSign) faults.push(`shows no sign of the focus: ${found.what}`);
  }
  return [...faults, `no end of the page after ${MOST_STOPS} stops`];
}

/** What is cut off, or lies over something else, once text is set as wide apart as WCAG 1.4.12 has it. */
async function spacingFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const wide = new CSSStyleSheet();
    wide.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }',
    );
    Object.assign(globalThis, { before: [...document.adoptedStyleSheets] });
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, wide];
  });
  // The page has drawn itself anew, and anew once more for what that has changed.
  await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))),
      ),
  );
  // At the end of the page, the buttons that stay in sight while it scrolls are after what there is to read.
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const faults = await layoutFaults(page);
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    document.adoptedStyleSheets = (globalThis as unknown as { before: CSSStyleSheet[] }).before;
  });
  return faults.map((fault) => `spacing: ${fault}`);
}

/** What has to be scrolled both ways in a window of 1280 px at 400 % zoom, as WCAG 1.4.10 has it. Tables may. */
async function sidewaysFaults(page: Page): Promise<string[]> {
  const faults = await layoutFaults(page);
  return faults.filter((fault) => fault.includes('sideways')).map((fault) => `at 320 px: ${fault}`);
}

test(
  'on the phone, what has the focus is seen in every state, and wider text is not cut off',
  LONG,
  async ({ game, host, phone }) => {
    test.setTimeout(300_000);
    const found: string[] = [];
    await walkPhone({ host, game, phone, tag: 'en' }, async (page, state) => {
      const usual = page.viewportSize();
      await resize(page, SMALL_PHONE);
      const faults = [...(await spacingFaults(page)), ...(await focusFaults(page))];
      found.push(...faults.map((fault) => `${state}: ${fault}`));
      if (usual !== null) await resize(page, { name: 'usual', ...usual });
    });
    expect(found).toEqual([]);
  },
);

test(
  'on the desk at 200 % zoom, what has the focus is seen in every state, and wider text is not cut off',
  LONG,
  async ({ desk, game, host }) => {
    test.setTimeout(900_000);
    const found: string[] = [];
    await walkDesk({ host, game, desk }, async (page, state) => {
      const usual = page.viewportSize();
      await resize(page, ZOOMED_DESK);
      const faults = [...(await spacingFaults(page)), ...(await focusFaults(page))];
      await resize(page, SMALL_PHONE);
      faults.push(...(await sidewaysFaults(page)));
      found.push(...faults.map((fault) => `${state}: ${fault}`));
      if (usual !== null) await resize(page, { name: 'usual', ...usual });
    });
    expect(found).toEqual([]);
  },
);

test('on the board, wider text is not cut off', LONG, async ({ context, game, host }) => {
  test.setTimeout(300_000);
  const found: string[] = [];
  await walkBoard({ host, game, context }, async (page, state) => {
    found.push(...(await spacingFaults(page)).map((fault) => `${state}: ${fault}`));
  });
  expect(found).toEqual([]);
});
