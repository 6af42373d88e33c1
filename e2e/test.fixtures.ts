import { type Browser, type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
import { Desk, Phone } from './pages.harness.ts';
import { RunningHost } from './running-host.harness.ts';

interface GameOptions {
  readonly settings?: object;
  readonly teams?: number;
  /** Team numbers. */
  readonly schools?: readonly number[];
  readonly isStarted?: boolean;
}

/** The name of every game created here. */
export const GAME = 'Friday night';

/** What takes too long for `npm test`: `npm run test:e2e:long`, or `test:browsers`, runs it. */
export const LONG = { tag: '@long' };

/** Of tests that differ in one thing alone, `npm test` runs those that stand for the others. */
export const longUnless = (isShort: boolean) => (isShort ? {} : LONG);

interface TestFixtures {
  /** A fresh host with its own port and data folder. */
  host: RunningHost;
  /** Opens a separate phone (with its own cookies) at a game's join link, in an insecure context as in real life. */
  phone: (code: string, options?: BrowserContextOptions) => Promise<Phone>;
  /** Opens a desk in a separate browser; without a link, with the ticket that the host printed at start. */
  desk: (link?: string, options?: BrowserContextOptions) => Promise<Desk>;
  /** Creates and starts a game and resolves with its code; `settings` and `schools` as a test needs them. */
  game: (options?: GameOptions) => Promise<string>;
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

export const test = base.extend<TestFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  host: async ({}, use, info) => {
    const host = await RunningHost.start();
    await use(host);
    await host.dispose();
    if (info.status !== info.expectedStatus) {
      await info.attach('host.log', { body: host.stderr, contentType: 'text/plain' });
    }
  },

  game: async ({ host }, use) => {
    await use(async ({ settings = {}, teams = 4, schools = [], isStarted = true } = {}) => {
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
    await Promise.all(opened.map((page) => page.context().close()));
  },

  desk: async ({ browser, host, pageErrors }, use) => {
    const opened: Page[] = [];
    await use(async (link, options) => {
      const page = await open(browser, { ...DESK, ...options }, pageErrors);
      opened.push(page);
      await page.goto(link ?? host.ready.banker_url);
      return new Desk(page);
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});

export { expect } from '@playwright/test';
