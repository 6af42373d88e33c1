/** What counts takes every press, in the digits of any script, and however late a browser's translator writes its own words over it. */
import type { Locator, Page } from '@playwright/test';
import arabicCatalogue from '../src/game/words/ar/catalogue.json' with { type: 'json' };
import arabic from '../src/renderer/shared/locales/ar/player.json' with { type: 'json' };
import english from '../src/renderer/shared/locales/en/player.json' with { type: 'json' };
import { letPass } from './held-time.harness.ts';
import { centreOf } from './pages.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** How long after the page's words a translator comes with its own, ms. */
const LATE_MS = [200, 600] as const;
/** Longer than anything that has moved takes no press, and shorter than Undo is offered. */
const SETTLED_MS = 3_000;
/** Steps through a second, in which each number changes once, ms. */
const STEP_MS = 130;
const STEPS = 9;

/** Writes other words with Bengali digits over each text, so long after the page wrote it. Runs in the page. */
function translateLate(lateMs: number): void {
  const NOUGHT = '০'.codePointAt(0) ?? 0;
  const own = new WeakSet<Node>();
  const font = () => document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
  const inBengali = (text: string) =>
    text.replaceAll(/\d/g, (digit) => String.fromCodePoint(NOUGHT + Number(digit)));
  const translate = (text: Text) => {
    const parent = text.parentElement;
    if (parent === null || own.has(text) || text.data.trim() === '') return;
    if (parent.closest('script, style, noscript, option, textarea, title, [translate=no]') !== null) return;
    const [outer, inner] = [font(), font()];
    const shown = document.createTextNode(`${inBengali(text.data)}।`);
    own.add(shown);
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(shown);
  };
  const textsIn = (node: Node): Text[] =>
    node instanceof Text ? [node] : [...node.childNodes].flatMap((child) => textsIn(child));
  const translateSoon = (nodes: readonly Node[]) =>
    setTimeout(() => {
      for (const text of nodes.flatMap((node) => textsIn(node))) translate(text);
    }, lateMs);
  const begin = () => {
    translateSoon([document.body]);
    new MutationObserver((records) => {
      translateSoon(records.flatMap(({ target, addedNodes }) => [target, ...addedNodes]));
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  };
  if (document.body === null) document.addEventListener('DOMContentLoaded', begin);
  else begin();
}

/** How many of the fingers that touch it all through a second, and are taken away again, it hears of; time stands still afterwards. */
async function heardThroughASecond(page: Page, control: Locator): Promise<number> {
  await letPass(page, SETTLED_MS);
  const [x, y] = await centreOf(control);
  await control.evaluate((element) => {
    element.setAttribute('data-heard', '0');
    element.addEventListener('pointerdown', () => {
      element.setAttribute('data-heard', `${Number(element.getAttribute('data-heard')) + 1}`);
    });
  });
  const devtools = await page.context().newCDPSession(page);
  const finger = (type: 'touchStart' | 'touchCancel', points: readonly { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
  for (let step = 0; step < STEPS; step += 1) {
    await page.clock.runFor(STEP_MS);
    await finger('touchStart', [{ x, y }]);
    await finger('touchCancel', []);
  }
  return Number(await control.getAttribute('data-heard'));
}

/** Everything inside a page that may count while it is pressed, in a browser of any kind. */
const BROWSERS: readonly {
  readonly name: string;
  readonly locale: string;
  readonly lateMs: number | null;
}[] = [
  { name: 'a browser with Arabic digits', locale: 'ar-EG', lateMs: null },
  ...LATE_MS.map((lateMs) => ({
    name: `a browser that translates ${lateMs} ms late, into other digits`,
    locale: 'en-GB',
    lateMs,
  })),
];

for (const { name, locale, lateMs } of BROWSERS) {
  test(`rows of the desk take every press in ${name}`, async ({ crowd }) => {
    const { page } = await crowd({
      waiting: 2,
      active: 2,
      window: { locale, viewport: { width: 1280, height: 800 }, hasTouch: true },
      async prepare(opened) {
        if (lateMs !== null) await opened.addInitScript(translateLate, lateMs);
        await opened.clock.install();
        await opened.reload();
      },
    });
    for (const part of ['waiting', 'active']) {
      const player = page.locator(`[data-part="${part}"] [data-row] button`).first();
      await expect(player).toBeVisible();
      const before = await player.innerText();
      expect(await heardThroughASecond(page, player)).toBe(STEPS);
      // A busy browser draws it later.
      await expect.poll(() => player.innerText()).not.toBe(before);
      await page.clock.resume();
    }
  });

  test(`"Undo" with its seconds takes every press on a phone in ${name}`, async ({ game, desk, phone }) => {
    const code = await game({ schools: [1] });
    const banker = await desk();
    await banker.open(GAME);
    const words = locale === 'ar-EG' ? arabic : english;
    const anna = await phone(code, { locale });
    const { page } = anna;
    await page.getByLabel(words.entry.name).fill('Anna');
    await anna.button(words.entry.join).click();
    await anna.button(/Team 1$/).click();
    await anna.button(new RegExp(`^${words === arabic ? arabicCatalogue.buildings.farm : 'Farm'}`)).click();
    await banker.giveSuggested('Anna');
    if (lateMs !== null) await page.addInitScript(translateLate, lateMs);
    await page.clock.install();
    await page.reload();
    await anna.button(new RegExp(`^${words.do_this.done}`)).click();
    const undo = anna.button(new RegExp(`^${words.undo.split(' ')[0]}`));
    await expect(undo).toBeVisible();
    expect(await heardThroughASecond(page, undo)).toBe(STEPS);
  });
}
