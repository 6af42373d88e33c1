/** A whole night in browsers whose extensions wrap elements of the pages, take them away or add to them: every page goes on. */
import type { Page } from '@playwright/test';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** What each kind of extension looks for, and what it does to it. */
const EXTENSIONS = {
  'wraps every line': { selector: 'p, h1, h2, li, td, th, label, button', does: 'wraps' },
  'wraps every word': { selector: 'bdi, b, strong, em, span, small, text-run', does: 'wraps' },
  'wraps links and pictures': { selector: 'a, svg, img', does: 'wraps' },
  'takes pictures away': { selector: 'svg, img, canvas', does: 'takes away' },
  'adds to every field and form': { selector: 'input, textarea, form', does: 'adds to' },
} as const;
type Extension = (typeof EXTENSIONS)[keyof typeof EXTENSIONS];

/** Runs in the page, and goes on as it changes. */
function extend({ selector, does }: Extension): void {
  const done = new WeakSet<Element>();
  const make = (name: string) => {
    const made = document.createElementNS('http://www.w3.org/1999/xhtml', name);
    done.add(made);
    return made;
  };
  const change = (element: Element) => {
    if (done.has(element) || !element.matches(selector)) return;
    // Of a drawing, the whole.
    if (element.matches('svg *')) return;
    done.add(element);
    if (does === 'takes away') element.remove();
    if (does === 'wraps') {
      const wrapper = make('font');
      element.replaceWith(wrapper);
      wrapper.append(element);
    }
    if (does === 'adds to') {
      element.before(make('ext-before'));
      element.prepend(make('ext-first'));
      element.append(make('ext-last'));
      element.after(make('ext-after'));
    }
  };
  const changeAll = (root: Node) => {
    if (!(root instanceof Element)) return;
    for (const element of [root, ...root.querySelectorAll('*')]) change(element);
  };
  const begin = () => {
    changeAll(document.body);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) changeAll(node);
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.body === null) document.addEventListener('DOMContentLoaded', begin);
  else begin();
}

for (const [what, extension] of Object.entries(EXTENSIONS))
  test(
    `an extension that ${what} breaks no page all night`,
    longUnless(what === 'wraps every line'),
    async ({ game, desk, phone, host }) => {
      const code = await game({ settings: { completion: 'banker' } });
      const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
      const banker = await desk('about:blank');
      const board = await desk('about:blank');
      const anna = await phone(code);
      const goWith = async (page: Page, address: string) => {
        await page.addInitScript(extend, extension);
        await page.goto('about:blank');
        await page.goto(address);
      };
      await goWith(banker.page, await host.deskLink());
      await banker.open(GAME);
      await goWith(board.page, url.replace(/^http:\/\/[^/]+/, host.ready.url));
      await goWith(anna.page, host.joinUrl(code));
      const goesOn = async () => {
        for (const { page } of [banker, board, anna])
          await expect(page.getByText('Something on this page went wrong')).toHaveCount(0);
      };

      await anna.join('Anna', 1);
      for (const building of ['Farm', 'Mine']) {
        await expect(anna.title).toHaveText('Pick a building');
        await anna.ask(building);
        await expect(anna.title).toHaveText("You're next");
        const exercise = await banker.giveSuggested('Anna');
        await expect(anna.title).toHaveText(exercise);
        await expect(board.page.getByText('Anna').first()).toBeVisible();
        await banker.pause();
        await expect(anna.page.getByText('The banker paused the game')).toBeVisible();
        await banker.resume();
        await anna.button('Done').click();
        await banker.notYet('Anna');
        await expect(anna.title).toHaveText(exercise);
        await anna.button('Done').click();
        await expect(anna.title).toHaveText('Waiting for the banker');
        await banker.confirm('Anna');
        await expect(anna.title).toHaveText(`You earned a ${building.toLowerCase()}!`);
        await goesOn();
        await anna.button('Next').click();
      }
      const drawer = await anna.openDrawer();
      await expect(drawer.getByText('PIN').first()).toBeVisible();
      await anna.closeDrawer();
      for (const name of ['Players', 'History', 'Summary', 'Set-up', 'Desk']) {
        await banker.page
          .getByRole('navigation', { name: 'Pages' })
          .getByRole('link', { name: new RegExp(`^${name}`) })
          .click();
        await goesOn();
      }
      await host.api(`/games/${code}/end`, { keep_results: true });
      await expect(anna.title).toHaveText('Game over');
      for (const step of ['third', 'second', 'first']) await host.api(`/games/${code}/finale`, { step });
      await host.api(`/games/${code}/finale`, undefined, 'DELETE');
      await expect(board.page.locator('[data-screen="ended"]')).toBeVisible();
      await goesOn();
      await host.api(`/games/${code}/next`, {});
      await expect(anna.title).toHaveText('You are in, Anna!');
      await expect(board.page.locator('[data-screen="joining"]')).toBeVisible();
      await goesOn();
    },
  );
