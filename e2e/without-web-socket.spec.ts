/** A night in browsers whose sockets do not work, although everything else does: as with some virus scanners and proxies. */
import type { Browser, BrowserContext, Page, Request } from '@playwright/test';
import { Desk, Phone } from './pages.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** How sockets fail. */
const FAULTS = {
  'are refused': () => {
    // A port that browsers never connect to.
    window.WebSocket = class extends WebSocket {
      constructor(_url: string | URL, protocols?: string | string[]) {
        super('ws://127.0.0.1:1/', protocols);
      }
    };
  },
  'are switched off': () => {
    Reflect.deleteProperty(window, 'WebSocket');
  },
  hang: () => {
    class Hanging extends EventTarget {
      send(): void {}
      close(): void {}
    }
    Reflect.set(window, 'WebSocket', Hanging);
  },
} as const;

async function withoutSockets(browser: Browser, fault: keyof typeof FAULTS): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(FAULTS[fault]);
  return context;
}

const dotOf = (page: Page) => page.locator('[data-connection]').first();

for (const fault of ['are refused', 'are switched off', 'hang'] as const) {
  test(
    `G4: a game is played where sockets ${fault}`,
    longUnless(fault === 'hang'),
    async ({ browser, game, host }) => {
      const code = await game();
      const context = await withoutSockets(browser, fault);
      const deskPage = await context.newPage();
      await deskPage.goto(await host.deskLink());
      const banker = new Desk(deskPage);
      await banker.open(GAME);
      const phoneContext = await withoutSockets(browser, fault);
      const phonePage = await phoneContext.newPage();
      await phonePage.goto(host.joinUrl(code));
      const anna = new Phone(phonePage);
      await anna.join('Anna', 1);
      await expect(anna.title).toHaveText('Pick a building', { timeout: 10_000 });
      for (const page of [deskPage, phonePage])
        await expect(dotOf(page)).toHaveAttribute('data-connection', 'live', { timeout: 10_000 });
      await anna.ask('Farm');
      await expect(banker.row(banker.waiting, 'Anna')).toContainText('Farm', { timeout: 2_000 });
      const words = await banker.giveSuggested('Anna');
      await expect(anna.title).toHaveText(words, { timeout: 2_000 });

      await host.kill();
      await expect(dotOf(phonePage)).toHaveAttribute('data-connection', 'connecting', { timeout: 8_500 });
      await host.restart();
      await expect(dotOf(phonePage)).toHaveAttribute('data-connection', 'live', { timeout: 10_000 });
      await expect(anna.title).toHaveText(words);
      await Promise.all([context.close(), phoneContext.close()]);
    },
  );
}

test(
  'desk, board and three phones in one browser without sockets get every command through',
  LONG,
  async ({ browser, game, host }) => {
    const code = await game();
    const context = await withoutSockets(browser, 'are refused');
    /** What holds a connection of the browser. */
    const streams = new Set<Request>();
    context.on('request', (request) => {
      if (/\/live\/\d+\?(?!.*poll=true)/.test(request.url()) && request.method() === 'GET')
        streams.add(request);
    });
    context.on('requestfinished', (request) => streams.delete(request));
    context.on('requestfailed', (request) => streams.delete(request));
    const open = async (url: string): Promise<Page> => {
      const page = await context.newPage();
      const { pathname, hash } = new URL(url);
      await page.goto(host.ready.url + pathname + hash);
      await expect(dotOf(page)).toHaveAttribute('data-connection', 'live', { timeout: 10_000 });
      return page;
    };
    const ticket = async (body: object) =>
      (await host.api<{ url: string }>(`/games/${code}/tickets`, body)).url;

    const deskPage = await context.newPage();
    await deskPage.goto(await host.deskLink());
    const banker = new Desk(deskPage);
    await banker.open(GAME);
    const board = await context.newPage();
    const { pathname, hash } = new URL(await ticket({ for: 'board' }));
    await board.goto(host.ready.url + pathname + hash);
    const phones: Phone[] = [];
    for (const [index, name] of ['Anna', 'Ben', 'Cleo'].entries()) {
      const { player_id: id } = await host.api<{ player_id: number }>(`/games/${code}/players`, {
        player_name: name,
        team_number: index + 1,
      });
      phones.push(new Phone(await open(await ticket({ for: 'seat', player_id: id }))));
    }
    await expect(dotOf(deskPage)).toHaveAttribute('data-connection', 'live');
    // Of six that it has. Where streams hold them all, no command gets an answer.
    await expect.poll(() => streams.size).toBe(3);

    for (const phone of phones) {
      const answered = phone.page.waitForResponse(/\/request$/);
      await phone.ask('Farm');
      expect((await answered).status()).toBe(201);
    }
    for (const name of ['Anna', 'Ben', 'Cleo']) {
      await expect(banker.row(banker.waiting, name)).toContainText('Farm');
      const answered = deskPage.waitForResponse(/\/assign$/);
      await banker.giveSuggested(name);
      expect((await answered).status()).toBe(200);
    }
    for (const phone of phones) await expect(phone.timer).toBeVisible();
    await context.close();
  },
);
