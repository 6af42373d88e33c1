/** A whole night in browsers that translate every page as it changes: nothing throws, and no old words stay. */
import type { Page } from '@playwright/test';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** Puts other nodes in the place of each text, now and whenever one appears or changes, as Chrome does. Runs in the page. */
function translateEverything(how: 'wraps' | 'replaces'): void {
  const done = new WeakSet<Node>();
  const translate = (text: Text) => {
    const parent = text.parentElement;
    if (parent === null || done.has(text) || text.data.trim() === '') return;
    if (parent.closest('script, style, noscript, option, textarea, title, [translate=no]') !== null) return;
    const [outer, inner] = [
      document.createElementNS('http://www.w3.org/1999/xhtml', 'font'),
      document.createElementNS('http://www.w3.org/1999/xhtml', 'font'),
    ];
    const shown = how === 'wraps' ? text : document.createTextNode(text.data);
    done.add(shown);
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(shown);
  };
  const textsIn = (node: Node): Text[] =>
    node instanceof Text ? [node] : [...node.childNodes].flatMap((child) => textsIn(child));
  const begin = () => {
    for (const text of textsIn(document.body)) translate(text);
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records)
        for (const text of [target, ...addedNodes].flatMap((node) => textsIn(node))) translate(text);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  };
  if (document.body === null) document.addEventListener('DOMContentLoaded', begin);
  else begin();
}

/** The texts that React would lose: it holds them itself, instead of the element around them. */
const heldTexts = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const held: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (Object.keys(node).some((key) => key.startsWith('__reactFiber')))
        held.push(`${node.parentElement?.outerHTML.slice(0, 200)}`);
    return held;
  });

const words = (page: Page) => page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '));

for (const how of ['wraps', 'replaces'] as const) {
  test(
    `a browser that ${how} every text shows a whole night as it is`,
    LONG,
    async ({ game, desk, phone, host }) => {
      test.setTimeout(120_000);
      const code = await game({ isStarted: false, settings: { completion: 'banker' } });
      const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
      const banker = await desk('about:blank');
      const board = await desk('about:blank');
      await banker.page.addInitScript(translateEverything, how);
      await board.page.addInitScript(translateEverything, how);
      await banker.page.goto(await host.deskLink());
      await banker.open(GAME);
      await board.page.goto(url.replace(/^http:\/\/[^/]+/, host.ready.url));
      await expect(board.page.getByRole('definition').getByText(code, { exact: true })).toBeVisible();
      const phones = [await phone(code), await phone(code)] as const;
      for (const { page } of phones) {
        await page.addInitScript(translateEverything, how);
        await page.reload();
      }
      const [anna, ben] = phones;
      const pages = [banker.page, board.page, anna.page, ben.page];
      const nothingHeld = async () => {
        for (const page of pages) expect(await heldTexts(page)).toEqual([]);
      };

      await anna.join('Anna', 1);
      await ben.join('Ben', 2);
      await expect(anna.title).toHaveText('You are in, Anna!');
      await nothingHeld();
      await banker.button('Start the game').click();
      await expect(anna.title).toHaveText('Pick a building');
      for (const building of ['Farm', 'Mine']) {
        await anna.ask(building);
        await ben.ask('School');
        await expect(anna.title).toHaveText(/You're next|You are number|in the queue/i);
        await nothingHeld();
        const exercise = await banker.giveSuggested('Anna');
        await expect(anna.title).toHaveText(exercise);
        await expect(board.page.getByText('Anna').first()).toBeVisible();
        await banker.pause();
        await expect(anna.page.getByText('The banker paused the game')).toBeVisible();
        await nothingHeld();
        await banker.resume();
        await anna.button('Done').click();
        await expect(anna.title).toHaveText('Waiting for the banker');
        await banker.notYet('Anna');
        await expect(anna.title).toHaveText(exercise);
        await anna.button('Done').click();
        await banker.confirm('Anna');
        await expect(anna.title).toHaveText(`You earned a ${building.toLowerCase()}!`);
        await nothingHeld();
        await anna.button('Next').click();
        await ben.button('Cancel').click();
        await expect(ben.title).toHaveText('No problem');
        await ben.button('Ask again').click();
        await expect(ben.title).toHaveText('Pick a building');
      }
      await anna.openDrawer();
      await nothingHeld();
      await anna.closeDrawer();
      for (const page of ['Players', 'History', 'Summary', 'Set-up', 'Backups & files']) {
        await banker.page.goto(
          `${host.ready.url}/banker/#game=${code}&seat=0&page=${page.toLowerCase().replace('-', '')}`,
        );
        await expect(banker.page.getByRole('heading').first()).toBeVisible();
        await nothingHeld();
      }
      await banker.openMenu();
      await nothingHeld();
      await banker.page.getByRole('menuitem', { name: 'End the game' }).click();
      await expect(banker.page.getByRole('dialog')).toHaveCount(1);
      await nothingHeld();
      await host.api(`/games/${code}/end`, {});
      await expect(anna.title).toHaveText('Game over');
      await nothingHeld();

      // The same pages, freshly opened and without a translator, say the same.
      const fresh = await desk('about:blank');
      const link = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
      await fresh.page.goto(link.url.replace(/^http:\/\/[^/]+/, host.ready.url));
      await expect(fresh.page.getByText(GAME).first()).toBeVisible();
      await expect.poll(() => words(board.page)).toBe(await words(fresh.page));
    },
  );
}
