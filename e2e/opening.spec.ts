/** Before the page: parts that get lost or never answer, engines that are too old, no scripts at all. */
import type { Page } from '@playwright/test';
import { hang, lose, PAGES, PARTS, waitForDrawnWords } from './opening.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** The script as it is when the connection ends in the middle, to whoever reads no lengths. */
async function cut(page: Page, part: RegExp, times: number): Promise<void> {
  let count = 0;
  await page.route(part, async (route) => {
    count += 1;
    if (count > times) return route.continue();
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.slice(0, text.length / 2) });
  });
}

/** The opening is the same in each page: `npm test` has every kind on the phone, and on the others whether it is there at all. */
for (const [page, path, heading] of PAGES) {
  const everyKind = longUnless(page === 'phone');

  for (const [what, part] of PARTS) {
    const kind = longUnless(page === 'phone' && what !== 'shared script');
    test(`the ${page} opens although its ${what} got lost once`, kind, async ({ desk, host }) => {
      const opened = await desk('about:blank');
      const lost = await lose(opened.page, part, 1);
      await opened.page.goto(host.ready.url + path);
      await expect(opened.page.getByText(heading)).toBeVisible({ timeout: 15_000 });
      expect(lost()).toBeGreaterThan(0);
    });
  }

  test(
    `the ${page} says so if it does not arrive, and a press tries again`,
    everyKind,
    async ({ desk, host }) => {
      const opened = await desk('about:blank');
      const lost = await lose(opened.page, PARTS[0][1], 3);
      await opened.page.goto(host.ready.url + path);
      await expect(opened.page.getByText('A part of this page did not arrive.')).toBeVisible();
      expect(lost()).toBe(2);
      await opened.page.getByRole('button', { name: 'Try again' }).click();
      await expect(opened.page.getByText(heading)).toBeVisible({ timeout: 15_000 });
    },
  );

  for (const [what, part] of [...PARTS, ['every part', /\/assets\//] as const]) {
    const kind = longUnless(what === 'every part' || (page === 'phone' && what === 'style'));
    test(
      `the ${page} says so while its ${what} does not answer, and goes on when it does`,
      kind,
      async ({ desk, host }) => {
        const opened = await desk('about:blank');
        const goOn = await hang(opened.page, part);
        await opened.page.clock.install();
        await opened.page.goto(host.ready.url + path, { waitUntil: 'commit' });
        await expect(opened.page.getByText(/^Opening the /)).toBeVisible();
        await waitForDrawnWords(opened.page);
        await opened.page.clock.runFor(8000);
        await expect(opened.page.getByText('This is taking a while.')).toBeVisible();
        await expect(opened.page.getByText(/^Opening the /)).toBeHidden();
        await goOn();
        await opened.page.clock.resume();
        await expect(opened.page.getByText(heading)).toBeVisible({ timeout: 15_000 });
      },
    );
  }

  test(`the ${page} that takes long is tried again at a press`, everyKind, async ({ desk, host }) => {
    const opened = await desk('about:blank');
    await hang(opened.page, PARTS[0][1], true);
    await opened.page.clock.install();
    await opened.page.goto(host.ready.url + path, { waitUntil: 'commit' });
    await expect(opened.page.getByText(/^Opening the /)).toBeVisible();
    await opened.page.clock.runFor(8000);
    await opened.page.getByRole('button', { name: 'Try again' }).click();
    await opened.page.clock.resume();
    await expect(opened.page.getByText(heading)).toBeVisible({ timeout: 15_000 });
  });

  test(
    `the ${page} opens although a script of its arrived cut in half once`,
    everyKind,
    async ({ browser, host }) => {
      const opened = await browser.newPage();
      await cut(opened, PARTS[0][1], 1);
      await opened.goto(host.ready.url + path);
      await expect(opened.getByText(heading)).toBeVisible({ timeout: 15_000 });
      await opened.close();
    },
  );

  test(
    `the ${page} opens although its main script came as nothing once`,
    everyKind,
    async ({ desk, host }) => {
      const opened = await desk('about:blank');
      let asked = 0;
      await opened.page.route(PARTS[0][1], (route) => {
        asked += 1;
        return asked === 1 ? route.fulfill({ contentType: 'text/javascript', body: '' }) : route.continue();
      });
      await opened.page.goto(host.ready.url + path);
      await expect(opened.page.getByText(heading)).toBeVisible();
      // Once more before the page is loaded again: routes of tests have no cache.
      expect(asked).toBe(3);
    },
  );

  for (const [what, style] of [
    ['nothing', { contentType: 'text/css', body: '' }],
    ['another page', { contentType: 'text/html', body: '<title>Sign in to this Wi-Fi</title>' }],
  ] as const)
    test(
      `the ${page} opens with its style although ${what} came in its place once`,
      longUnless(page === 'phone' && what === 'another page'),
      async ({ desk, host }) => {
        const opened = await desk('about:blank');
        let asked = 0;
        await opened.page.route(/\/assets\/shared-[^/]+\.css$/, (route) => {
          asked += 1;
          return asked === 1 ? route.fulfill(style) : route.continue();
        });
        await opened.page.goto(host.ready.url + path);
        await expect(opened.page.locator('html')).toHaveCSS('--target', '3rem');
        await expect(opened.page.getByText(heading)).toBeVisible();
        // Once more before the page is loaded again: routes of tests have no cache.
        expect(asked).toBe(3);
      },
    );

  test(
    `the ${page} says that the browser is too old where its scripts throw`,
    everyKind,
    async ({ browser, host }) => {
      const opened = await browser.newPage();
      await opened.route(PARTS[0][1], (route) =>
        route.fulfill({ contentType: 'text/javascript', body: 'Reflect.ofTomorrow();' }),
      );
      await opened.goto(host.ready.url + path);
      await expect(opened.getByText(/is too old for the game/)).toBeVisible();
      await opened.close();
    },
  );

  test(`the ${page} has words without scripts`, async ({ desk, host }) => {
    const opened = await desk(host.ready.url + path, { javaScriptEnabled: false });
    const words = opened.page.locator('noscript p');
    // Without scripts nobody chooses a language.
    await expect(words).toHaveCount(5);
    await expect(words.first()).toBeVisible();
    await expect(words.first()).toContainText('This page needs JavaScript.');
    await expect(words.last()).toHaveAttribute('lang', 'ar');
  });

  test(`the ${page} begins in the language of the browser`, async ({ desk, host }) => {
    const opened = await desk('about:blank', { locale: 'ar-EG' });
    const goOn = await hang(opened.page, PARTS[0][1]);
    await opened.page.goto(host.ready.url + path, { waitUntil: 'commit' });
    await expect(opened.page.getByText(/^جارٍ فتح /)).toBeVisible();
    await expect(opened.page.locator('html')).toHaveAttribute('dir', 'rtl');
    await goOn();
    await expect(opened.page.locator('html')).toHaveAttribute('lang', 'ar-EG');
  });

  test(
    `the ${page} says when the browser is too old, and goes no further`,
    everyKind,
    async ({ browser, host }) => {
      const opened = await browser.newPage();
      await opened.addInitScript(() => Reflect.deleteProperty(String.prototype, 'replaceAll'));
      await opened.goto(host.ready.url + path, { waitUntil: 'networkidle' });
      await expect(opened.getByText(/is too old for the game/)).toBeVisible();
      await expect(opened.getByText(heading)).toHaveCount(0);
      await opened.close();
    },
  );
}

test('a page whose script an engine cannot read says that the engine is too old', async ({
  browser,
  host,
}) => {
  const page = await browser.newPage();
  await page.route(PARTS[0][1], (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'const a = /(?<=x/;' }),
  );
  await page.goto(host.ready.url);
  await expect(page.getByText('This phone is too old for the game.')).toBeVisible();
  await page.close();
});

for (const [page, path] of PAGES) {
  test(
    `the ${page} says that a browser without Intl is too old`,
    longUnless(page === 'phone'),
    async ({ browser, host }) => {
      const opened = await browser.newPage();
      await opened.addInitScript(() => Reflect.deleteProperty(globalThis, 'Intl'));
      await opened.goto(host.ready.url + path);
      await expect(opened.getByText(/is too old for the game/)).toBeVisible();
      await opened.close();
    },
  );
}

for (const lacking of [
  'ListFormat',
  'Locale',
  'matchMedia',
  'ResizeObserver',
  'IntersectionObserver',
  'languages',
]) {
  test(`browsers that lack ${lacking} alone play`, longUnless(false), async ({ game, desk, phone, host }) => {
    const lack = (name: string) => {
      Reflect.deleteProperty(Intl, name);
      Reflect.deleteProperty(globalThis, name);
      Reflect.deleteProperty(Navigator.prototype, name);
    };
    const code = await game();
    const banker = await desk('about:blank');
    await banker.page.addInitScript(lack, lacking);
    await banker.page.goto(await host.deskLink());
    await banker.open(GAME);
    await expect(banker.page.getByRole('img', { name: /^QR code/ })).toBeVisible();
    const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
    const board = await desk('about:blank');
    await board.page.addInitScript(lack, lacking);
    await board.page.goto(url.replace(/^http:\/\/[^/]+/, host.ready.url));
    await expect(board.page.getByText(GAME)).toBeVisible();
    const anna = await phone(code);
    await anna.page.addInitScript(lack, lacking);
    await anna.page.reload();
    await anna.join('Anna', 1);
    await expect(anna.title).toHaveText('Pick a building');
    await anna.page.reload();
    await expect(anna.title).toHaveText('Pick a building');
    await anna.ask('Farm');
    await banker.giveSuggested('Anna');
    await expect(banker.row(banker.active, 'Anna')).toBeVisible();
    await expect(anna.timer).toBeVisible();
  });
}

test('browsers of five years ago play: they get what they lack first, or do without', async ({
  game,
  desk,
  phone,
  host,
}) => {
  const code = await game();
  const age = () => {
    for (const name of ['toSorted', 'toReversed', 'findLast', 'findLastIndex', 'at', 'toSpliced', 'with'])
      Reflect.deleteProperty(Array.prototype, name);
    for (const name of ['at', 'isWellFormed']) Reflect.deleteProperty(String.prototype, name);
    for (const name of ['hasOwn', 'groupBy']) Reflect.deleteProperty(Object, name);
    for (const name of ['any', 'timeout']) Reflect.deleteProperty(AbortSignal, name);
    for (const name of ['canParse', 'parse']) Reflect.deleteProperty(URL, name);
    for (const name of ['show', 'showModal', 'close'])
      Reflect.deleteProperty(HTMLDialogElement.prototype, name);
    for (const name of ['Segmenter', 'ListFormat', 'Locale']) Reflect.deleteProperty(Intl, name);
    for (const name of ['structuredClone', 'reportError', 'ResizeObserver', 'matchMedia'])
      Reflect.deleteProperty(globalThis, name);
  };
  const banker = await desk('about:blank');
  await banker.page.addInitScript(age);
  await banker.page.goto(await host.deskLink());
  await banker.open(GAME);
  await expect(banker.page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const board = await desk('about:blank');
  await board.page.addInitScript(age);
  await board.page.goto(url.replace(/^http:\/\/[^/]+/, host.ready.url));
  await expect(board.page.getByText(GAME)).toBeVisible();
  const anna = await phone(code);
  await anna.page.addInitScript(age);
  await anna.page.reload();
  await anna.join('Anna 👩‍🚀', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await anna.ask('Farm');
  await expect(anna.title).toHaveText("You're next");
  expect(await anna.page.evaluate(() => 'Segmenter' in Intl)).toBe(false);
  await anna.openDrawer();
  await expect(anna.page.getByRole('heading', { name: 'Team 1' })).toBeVisible();
  await anna.closeDrawer();
  await expect(anna.page.getByRole('dialog')).toBeHidden();
  await host.api(`/games/${code}/message`, { text: 'Pizza is ready!' });
  await expect(anna.page.locator('[data-part="message"]')).toContainText('Pizza is ready!');
  await anna.button('Cancel').click();
  await expect(anna.title).toHaveText('No problem');
  await banker.openMenu();
  await expect(banker.page.getByRole('menuitem', { name: 'End the game' })).toBeVisible();
});
