/** Browsers that keep nothing, or half of it: no seat is lost, no ghost takes its place. */
import { keepNoCookies } from './pages.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** What each browser does with `localStorage` and `sessionStorage`. Runs in the page, before anything else. */
const BROWSERS = {
  'has none': () => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get: () => null, configurable: true });
  },
  'throws when asked for it': () => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
        configurable: true,
      });
  },
  'is full': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
  'forgets at once': () => {
    Storage.prototype.setItem = () => undefined;
    Storage.prototype.getItem = () => null;
  },
  'has written half of it': () => {
    const whole = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem');
    Storage.prototype.setItem = function (key: string, value: string) {
      Reflect.apply(whole?.value as () => void, this, [key, value.slice(0, Math.ceil(value.length / 2))]);
    };
  },
  'was emptied': () => {
    if (location.protocol !== 'http:') return;
    localStorage.clear();
    sessionStorage.clear();
  },
} as const;

interface Listed {
  readonly items: readonly { readonly player_name: string; readonly role: string }[];
}

/**
 * In `npm test`: what throws, and what is garbage; what fails later is in the tests without cookies. What each page does about them is
 * one module (`safe-storage.ts`).
 */
const PHONE_KINDS: ReadonlySet<string> = new Set(['throws when asked for it', 'has written half of it']);

for (const [what, prepare] of Object.entries(BROWSERS)) {
  const kind = longUnless(PHONE_KINDS.has(what));
  test(
    `a phone whose storage ${what} finds its seat by the cookie, after a reload and a second scan`,
    kind,
    async ({ game, phone, host }) => {
      const code = await game();
      const anna = await phone(code);
      await anna.page.addInitScript(prepare);
      await anna.page.reload();
      await anna.join('Anna', 1);
      await expect(anna.title).toHaveText('Pick a building');
      await anna.ask('Farm');
      await expect(anna.title).toHaveText("You're next");
      await anna.page.reload();
      await expect(anna.title).toHaveText("You're next");
      await anna.page.goto('about:blank');
      await anna.page.goto(host.joinUrl(code));
      await expect(anna.title).toHaveText("You're next");
      const { items } = await host.api<Listed>(`/games/${code}/players`);
      expect(items.filter(({ role }) => role === 'player').map(({ player_name }) => player_name)).toEqual([
        'Anna',
      ]);
      await anna.button('Cancel').click();
      await expect(anna.title).toHaveText('No problem');
    },
  );

  const isThrowing = what === 'throws when asked for it';
  test(
    `a desk and a board whose storage ${what} come back after a reload`,
    longUnless(isThrowing),
    async ({ game, desk, host }) => {
      const code = await game();
      const banker = await desk('about:blank');
      await banker.page.addInitScript(prepare);
      await banker.page.goto(await host.deskLink());
      await banker.open(GAME);
      await banker.page.reload();
      await expect(banker.page.getByRole('heading', { name: GAME, level: 1 })).toBeVisible();
      await banker.page.goto('about:blank');
      await banker.page.goto(`${host.ready.url}/banker/`);
      await expect(banker.page.getByText(GAME).first()).toBeVisible();
      for (const purpose of ['board', 'banker']) {
        const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: purpose });
        const board = await desk('about:blank');
        await board.page.addInitScript(prepare);
        await board.page.goto(url.replace(/^http:\/\/[^/]+/, host.ready.url));
        await expect(board.page.getByText(GAME).first()).toBeVisible();
        await board.page.reload();
        await expect(board.page.getByText(GAME).first()).toBeVisible();
        await board.page.goto('about:blank');
        await board.page.goto(`${host.ready.url}/${purpose}/`);
        await expect(board.page.getByText(GAME).first()).toBeVisible();
      }
    },
  );
}

for (const storage of [null, 'has none', 'is full'] as const) {
  test(
    `a phone that keeps no cookies${storage === null ? '' : `, and whose storage ${storage},`} plays on and says how to do better`,
    longUnless(storage === null),
    async ({ game, desk, phone, host }) => {
      const code = await game();
      const banker = await desk();
      await banker.open(GAME);
      const anna = await phone(code);
      if (storage !== null) await anna.page.addInitScript(BROWSERS[storage]);
      await keepNoCookies(anna.page);
      await anna.page.reload();
      await anna.join('Anna', 1);
      await expect(anna.title).toHaveText('Pick a building');
      await expect(anna.page.getByText('This window may forget you')).toBeVisible();
      expect(await anna.page.context().cookies()).toEqual([]);
      await anna.ask('Farm');
      const words = await banker.giveSuggested('Anna');
      await expect(anna.title).toHaveText(words);
      await anna.page.reload();
      await expect(anna.title).toHaveText(words);
      await anna.page.getByText('This window may forget you').click();
      const pin = /PIN, \D*(\d{4})/.exec(await anna.page.locator('[data-part=no-cookies]').innerText())?.[1];

      // In a real browser, as the page says.
      const real = await phone(code);
      await real.button('I was already playing').click();
      await real.page.getByLabel('Your name').fill('Anna');
      await real.page.getByLabel('PIN').fill(pin ?? '');
      await real.button('Take my seat').click();
      await expect(real.title).toHaveText(words);
      await expect(real.page.getByText('This window may forget you')).toBeHidden();
      await anna.button('Done').click();
      await expect(anna.title).toHaveText('You earned a farm!');
      const { items } = await host.api<Listed>(`/games/${code}/players`);
      expect(items.filter(({ role }) => role === 'player')).toHaveLength(1);
      // An answer that is still on its way must not meet a browser that has gone.
      await anna.page.unrouteAll({ behavior: 'wait' });
    },
  );
}

test('a phone whose cookies are cleared in mid-game plays on and has them back', async ({ game, phone }) => {
  const code = await game();
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  const cookies = async () => (await anna.page.context().cookies()).map(({ name, value }) => name + value);
  const before = await cookies();
  await anna.page.context().clearCookies();
  await anna.ask('Farm');
  await expect(anna.title).toHaveText("You're next");
  expect(await cookies()).toEqual(before);
  await anna.page.context().clearCookies();
  await anna.button('Cancel').click();
  await expect(anna.title).toHaveText('No problem');
});

test(
  'a board whose cookies are cleared in mid-game has them back, and comes back after a reload',
  LONG,
  async ({ game, desk, host }) => {
    const code = await game();
    const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
    const { page } = await desk('about:blank');
    await page.goto(url.replace(/^http:\/\/[^/]+/, host.ready.url));
    await expect(page.getByText(GAME).first()).toBeVisible();
    await page.context().clearCookies();
    await expect.poll(async () => (await page.context().cookies()).length).toBe(1);
    await page.reload();
    await expect(page.getByText(GAME).first()).toBeVisible();
  },
);

test('a desk and a board in a browser that keeps no cookies say so', async ({ game, desk, host }) => {
  const code = await game();
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  for (const link of [await host.deskLink(), url.replace(/^http:\/\/[^/]+/, host.ready.url)]) {
    const { page } = await desk('about:blank');
    await keepNoCookies(page);
    await page.goto(link);
    await expect(page.getByText('This browser doesn’t keep cookies')).toBeVisible();
    await page.unrouteAll({ behavior: 'wait' });
  }
});
