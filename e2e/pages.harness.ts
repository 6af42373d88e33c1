import { type APIResponse, expect, type Locator, type Page, type Route } from '@playwright/test';
import { PHONE_HOSTNAME } from './running-host.harness.ts';

/** Names in labels are wrapped in invisible marks that isolate their direction. */
const nameIn = (before: string, name: string, after = ''): RegExp =>
  new RegExp(`^${before}\\u2068?${name}\\u2069?${after}`);

/** Lets a page's call through to the host. Only the browser knows the name that phones use for it. */
export function fetchFromHost(route: Route): Promise<APIResponse> {
  const url = new URL(route.request().url());
  const headers = { ...route.request().headers(), host: url.host };
  if (url.hostname === PHONE_HOSTNAME) url.hostname = '127.0.0.1';
  return route.fetch({ url: url.href, headers });
}

/** The middle of what is on the screen, px. */
export async function centreOf(element: Locator): Promise<[x: number, y: number]> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Waits until a mouse may press in any list: what has only just come to lie where something else was takes no press, and raw ones wait for nothing. */
export async function untilSettled(page: Page): Promise<void> {
  await expect(page.locator('[data-settling]')).toHaveCount(0);
}

/** Answers without their cookies, as in a window inside another app. */
export async function keepNoCookies(page: Page): Promise<void> {
  await page.route('**/api/v2/**', async (route) => {
    const response = await fetchFromHost(route);
    const { 'set-cookie': _, ...headers } = response.headers();
    await page.context().clearCookies();
    await route.fulfill({ response, headers });
    await page.context().clearCookies();
  });
}

/** Closes the browser that a page is open in. Calls that a test is still answering have nobody to answer then, and that is no fault. */
export async function closeBrowser(page: Page): Promise<void> {
  const context = page.context();
  await Promise.all(
    [context, ...context.pages()].map((each) => each.unrouteAll({ behavior: 'ignoreErrors' })),
  );
  await context.close();
}

/** A phone, in terms of what its owner sees and taps. */
export class Phone {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get timer(): Locator {
    return this.page.getByRole('timer');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Joins with a name, and chooses a team if asked to. */
  async join(name: string, team: number | null): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.button('Join').click();
    if (team !== null) await this.button(new RegExp(`Team ${team}$`)).click();
  }

  async ask(building: string): Promise<void> {
    await this.button(new RegExp(`^${building}`)).click();
  }

  /** Seconds left on the big timer. */
  async secondsLeft(): Promise<number> {
    const parts = (await this.timer.innerText()).split(':').map(Number);
    return parts.reduce((total, part) => total * 60 + part, 0);
  }

  async openDrawer(): Promise<Locator> {
    await this.button('Team and more').click();
    return this.page.getByRole('dialog');
  }

  async closeDrawer(): Promise<void> {
    await this.button('Close').click();
  }
}

/** A desk, in terms of what the banker sees and clicks. */
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get waiting(): Locator {
    return this.page.getByRole('region', { name: /^Waiting/ });
  }

  get active(): Locator {
    return this.page.getByRole('region', { name: /^Active/ });
  }

  get happened(): Locator {
    return this.page.getByRole('region', { name: 'Just happened' });
  }

  /** Undo and Redo of what this page did, with what they say. */
  get ownActs(): Locator {
    return this.page.locator('[data-part="own-acts"]');
  }

  get status(): Locator {
    return this.page.getByRole('banner');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Opens "Just happened": closed, it is one line with what this desk did last. */
  async openHappened(): Promise<void> {
    const toggle = this.happened.locator('button[aria-expanded]');
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  /** A player's row in a column. */
  row(column: Locator, player: string): Locator {
    return column.getByRole('listitem').filter({ hasText: player });
  }

  async open(game: string): Promise<void> {
    await this.page.getByRole('link', { name: new RegExp(game) }).click();
    await expect(this.page.getByRole('heading', { name: game, level: 1 })).toBeVisible();
  }

  /** Another page of the same game. */
  async goTo(page: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: page }).click();
  }

  /** Opens a game, and in it its players. */
  async openPlayers(game: string): Promise<Page> {
    await this.open(game);
    await this.goTo('Players');
    await expect(this.page.getByRole('heading', { name: 'Players and teams' })).toBeVisible();
    return this.page;
  }

  /** The button that gives the suggested exercise. */
  suggestion(player: string): Locator {
    return this.row(this.waiting, player).locator('[data-leads]');
  }

  /** Gives the suggested exercise; resolves with its wording. */
  async giveSuggested(player: string): Promise<string> {
    const button = this.suggestion(player);
    // A row that has not been drawn yet has text content but no inner text.
    const words = (await button.locator('bdi').first().textContent()) ?? '';
    await button.click();
    return words;
  }

  /** Chooses an exercise from the list. */
  async give(player: string, exercise: string | RegExp): Promise<void> {
    await this.button(nameIn('Other exercises for ', player)).click();
    await this.page.getByRole('dialog').getByRole('button', { name: exercise }).first().click();
  }

  async confirm(player: string): Promise<void> {
    await this.button(nameIn('Confirm that ', player)).click();
  }

  async notYet(player: string): Promise<void> {
    await this.button(nameIn('Not yet: ', player)).click();
  }

  async done(player: string): Promise<void> {
    await this.button(nameIn('', player, ' is done')).click();
  }

  async undoLast(player: string): Promise<void> {
    await this.openHappened();
    await this.button(nameIn('Undo the last step of ', player)).first().click();
  }

  /** Presses the undo key until nothing is left, and that is said. Just after an answer, a press counts as part of the one before. */
  async undoToTheEnd(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('z');
      await expect(this.page.getByText('You have nothing to undo.')).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }

  async pause(): Promise<void> {
    await this.button('Pause').click();
  }

  async resume(): Promise<void> {
    await this.button('Resume').click();
  }

  async openMenu(): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
  }

  /** Opens a dialog from the menu. */
  async openDialog(name: string): Promise<Locator> {
    await this.openMenu();
    await this.page.getByRole('menuitem', { name }).click();
    await expect(this.page.getByRole('menu')).toHaveCount(0);
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async end(): Promise<void> {
    const dialog = await this.openDialog('End the game');
    await dialog.getByRole('button', { name: 'End the game' }).click();
  }
}
