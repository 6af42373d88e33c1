/** What a phone says at the door: before its page is there, about names and codes, when nobody may join, when it may be forgotten. */
import { type Browser, type Page, expect } from '@playwright/test';
import { keepNoCookies } from '../pages.harness.ts';
import { heading, type PhoneCapture } from './phone-states.harness.ts';

/** Names that are refused, each for a reason of its own. */
const REFUSED_NAMES = {
  'nothing-to-see': '\u3164',
  'nothing-to-read': '...',
  'like-dots': '\u0660\u06F0\u0660',
  'skin-tone': '\u{1F3FD}',
  'mark-first': '\u0301Anna',
  'too-many-marks': `A${'\u0301'.repeat(9)}nna`,
  'too-long': 'Anna-Katharina of the long, long name',
  'too-many-bytes': '👩‍👩‍👧‍👦'.repeat(12),
} as const;

const TOO_FAST = { type: 'about:blank', title: 'Too fast', status: 429, detail: 'Wait.', code: 'too_fast' };

const joinButton = (page: Page) => page.getByRole('button', { name: 'Join', exact: true });
const refusal = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words });

export async function captureDoor(options: PhoneCapture): Promise<void> {
  const { host, open, capture } = options;
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'Friday night',
    settings: { max_players: 1 },
  });
  const page = await open(new URL(`/j/${code.slice(0, 3)}`, host.joinUrl(code)).href);
  await expect(page.getByText('There is no game at this address')).toBeVisible();
  await capture(page, '40-wrong-address');
  await page.getByRole('textbox').fill('O0I1L2');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Codes never contain O')).toBeVisible();
  await capture(page, '41-code-look-alike');

  await page.goto(host.joinUrl(code));
  for (const [why, name] of Object.entries(REFUSED_NAMES)) {
    await page.getByLabel('Your name').fill(name);
    await joinButton(page).click();
    await expect(page.locator('[aria-invalid="true"]')).toBeVisible();
    await capture(page, `42-name-${why}`);
  }
  await page.getByLabel('Your name').fill('Anna');
  await page.route('**/players', (route) => route.fulfill({ status: 429, json: TOO_FAST }));
  await joinButton(page).click();
  await expect(refusal(page, 'A lot of people are joining')).toBeVisible();
  await capture(page, '43-too-fast');
  await page.unroute('**/players');
  await page.context().setOffline(true);
  await joinButton(page).click();
  await expect(refusal(page, 'The laptop did not answer')).toBeVisible({ timeout: 30_000 });
  await capture(page, '44-offline-while-joining');
  await page.context().setOffline(false);
  await captureForgetfulWindow(options, code);
  await joinButton(page).click();
  await expect(refusal(page, 'This game is full')).toBeVisible();
  await capture(page, '48-full');
}

/** A window that keeps no cookies, whose PIN is being guessed as well. */
async function captureForgetfulWindow({ host, open, capture }: PhoneCapture, code: string): Promise<void> {
  const page = await open(host.joinUrl(code));
  await keepNoCookies(page);
  await page.reload();
  await page.getByLabel('Your name').fill('Maximiliane-Sophie W');
  await joinButton(page).click();
  await expect(heading(page)).toHaveText('Choose your team');
  await page.getByRole('button', { name: /Team 1|Team A/ }).click();
  await expect(page.getByRole('button', { name: 'Switch the sound on' })).toBeVisible();
  await host.api(`/games/${code}/start`, {});
  const help = page.getByText('This window may forget you');
  await expect(heading(page)).toHaveText('Pick a building');
  await expect(help).toBeVisible();
  await capture(page, '45-may-forget-you');
  await help.click();
  await capture(page, '46-may-forget-you-open');
  await help.click();
  for (let index = 0; index < 5; index += 1)
    await fetch(`${host.ready.url}/api/v2/games/${code}/seats/recover`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ player_name: 'Maximiliane-Sophie W', seat_pin: 'wrong' }),
    });
  await expect(page.getByText('Somebody is guessing your PIN.')).toBeVisible();
  await capture(page, '47-pin-guesses');
  await page.unrouteAll({ behavior: 'wait' });
  await page.close();
}

/** Before the phone's page is there. */
export async function captureOpening({
  host,
  browser,
  phone,
  capture,
  captureWithoutScripts,
}: Pick<PhoneCapture, 'host' | 'capture'> & {
  /** Themes and axe need scripts. */
  readonly captureWithoutScripts: PhoneCapture['capture'];
  readonly browser: Browser;
  readonly phone: NonNullable<Parameters<Browser['newContext']>[0]>;
}): Promise<void> {
  const url = new URL('/', host.joinUrl('')).href;
  const scripts = /\/assets\/(?!opening)[^/]+\.js$/;
  const page = await (await browser.newContext(phone)).newPage();
  await page.route(scripts, () => undefined);
  await page.goto(url, { waitUntil: 'commit' });
  await expect(page.getByText('Opening the game')).toBeVisible();
  await capture(page, '50-opening');
  await page.unroute(scripts);
  await page.route(scripts, (route) => route.abort());
  await page.goto(url);
  await expect(page.getByText('A part of this page did not arrive')).toBeVisible();
  await capture(page, '51-part-lost');
  await page.addInitScript(() => Reflect.deleteProperty(String.prototype, 'replaceAll'));
  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.getByText('is too old for the game')).toBeVisible();
  await capture(page, '52-too-old');
  await page.context().close();
  const plain = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage();
  await plain.goto(url);
  await expect(plain.locator('noscript p:lang(en)')).toBeVisible();
  await captureWithoutScripts(plain, '53-no-scripts');
  await plain.context().close();
}
