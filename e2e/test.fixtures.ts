import { type Browser, type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
import { closeBrowser, Desk, Phone } from './pages.harness.ts';
import { allTeams, populate, type PopulateOptions } from './populate.harness.ts';
import { RunningHost } from './running-host.harness.ts';

interface GameOptions {
  readonly settings?: object;
  readonly teams?: number;
  /** Team numbers. */
  readonly schools?: readonly number[];
  readonly isStarted?: boolean;
}

/** How many wait, and how many are busy: none unless said. */
interface CrowdOptions extends Partial<Pick<PopulateOptions, 'waiting' | 'active'>> {
  readonly window?: BrowserContextOptions;
  /** Done to the page before it opens the game. */
  readonly prepare?: (page: Page) => Promise<void>;
}

interface OpenedGame {
  readonly code: string;
  readonly banker: Desk;
  readonly page: Page;
}

/** The name of every game created here. */
export const GAME = 'Friday night';

const TEAMS = 4;

/** What takes too long for `npm test`, which has another one of its kind: `npm run test:e2e:long`, or `test:browsers`, runs it. */
export const LONG = { tag: '@long' };

/** Of tests that differ in one thing alone, `npm test` runs those that stand for the others. */
export const longUnless = (isShort: boolean) => (isShort ? {} : LONG);

interface TestOptions {
  /**
   * `test.use({ sharesHost: true })`: the tests of this file leave a host as they found it, except for the games, exercises and
   * templates that they create, which are deleted. They share one, which spares each of them a start.
   */
  sharesHost: boolean;
}

interface WorkerFixtures {
  /** The host of all tests that share one; started for the first of them. */
  sharedHost: () => Promise<RunningHost>;
}

interface TestFixtures {
  /** A fresh host with its own port and data folder, unless this test shares one. */
  host: RunningHost;
  /** Opens a separate phone (with its own cookies) at a game's join link, in an insecure context as in real life. */
  phone: (code: string, options?: BrowserContextOptions) => Promise<Phone>;
  /** Opens a desk in a separate browser; without a link, with the ticket that the host printed at start, or with a fresh one. */
  desk: (link?: string, options?: BrowserContextOptions) => Promise<Desk>;
  /** Creates and starts a game and resolves with its code; `settings` and `schools` as a test needs them. */
  game: (options?: GameOptions) => Promise<string>;
  /** Starts a game of four teams with a school each, in which so many wait and are busy, and opens it on a desk. */
  crowd: (options: CrowdOptions) => Promise<OpenedGame>;
  /** Errors thrown by the pages and violations of their CSP: the test fails if there are any. */
  pageErrors: string[];
}

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

async function open(browser: Browser, options: BrowserContextOptions, pageErrors: string[]): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) pageErrors.push(message.text());
  });
  return page;
}

/** All of them, also those that a test has created through the pages. */
async function deleteGames(host: RunningHost): Promise<void> {
  const { items } = await host.api<{ items: { game_code: string; status: string }[] }>('/games');
  for (const { game_code: code, status } of items) {
    if (status === 'in_progress' || status === 'paused') await host.api(`/games/${code}/end`, {});
    await host.api(`/games/${code}`, {}, 'DELETE');
  }
}

/** What a test has put into the library: it would be offered in the next one, in another language. */
async function emptyLibrary(host: RunningHost): Promise<void> {
  interface Item {
    readonly id: number;
  }
  const { library } = await host.api<{ library: { exercises: Item[]; templates: Item[] } }>('/library');
  for (const { id } of library.exercises) await host.api(`/library/exercises/${id}`, {}, 'DELETE');
  for (const { id } of library.templates) await host.api(`/library/templates/${id}`, {}, 'DELETE');
}

export const test = base.extend<TestFixtures & TestOptions, WorkerFixtures>({
  sharesHost: [false, { option: true }],

  sharedHost: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
    async ({}, use) => {
      let host: Promise<RunningHost> | undefined;
      await use(() => (host ??= RunningHost.start()));
      await (await host)?.dispose();
    },
    { scope: 'worker' },
  ],

  host: async ({ sharesHost, sharedHost }, use, info) => {
    const host = sharesHost ? await sharedHost() : await RunningHost.start();
    await use(host);
    if (sharesHost) {
      await deleteGames(host);
      await emptyLibrary(host);
    } else await host.dispose();
    if (info.status !== info.expectedStatus) {
      await info.attach('host.log', { body: host.stderr, contentType: 'text/plain' });
    }
  },

  game: async ({ host }, use) => {
    await use(async ({ settings = {}, teams = TEAMS, schools = [], isStarted = true } = {}) => {
      const { game_code: code } = await host.api<{ game_code: string }>('/games', {
        name: GAME,
        team_count: teams,
        settings,
      });
      for (const team of schools)
        await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
      if (isStarted) await host.api(`/games/${code}/start`, {});
      return code;
    });
  },

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  pageErrors: async ({}, use) => {
    const pageErrors: string[] = [];
    await use(pageErrors);
    expect(pageErrors).toEqual([]);
  },

  phone: async ({ browser, host, pageErrors }, use) => {
    const opened: Page[] = [];
    await use(async (code, options) => {
      const page = await open(browser, { ...PHONE, ...options }, pageErrors);
      opened.push(page);
      await page.goto(host.joinUrl(code));
      expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
      return new Phone(page);
    });
    await Promise.all(opened.map(closeBrowser));
  },

  desk: async ({ browser, host, pageErrors, sharesHost }, use) => {
    const opened: Page[] = [];
    await use(async (link, options) => {
      const page = await open(browser, { ...DESK, ...options }, pageErrors);
      opened.push(page);
      await page.goto(link ?? (sharesHost ? await host.deskLink() : host.ready.banker_url));
      return new Desk(page);
    });
    await Promise.all(opened.map(closeBrowser));
  },

  crowd: async ({ desk, game, host }, use) => {
    await use(async ({ waiting = 0, active = 0, window, prepare }) => {
      const code = await game({ schools: allTeams(TEAMS) });
      await populate(host, code, { waiting, active, teams: TEAMS });
      const banker = await desk(undefined, window);
      await prepare?.(banker.page);
      await banker.open(GAME);
      return { code, banker, page: banker.page };
    });
  },
});

export { expect } from '@playwright/test';
