/**
 * Nothing is cut off, at any size: what matters is in sight without scrolling, nothing lies over anything else. The whole matrix of
 * states, sizes and themes takes minutes: `npm run test:fit`. It also leaves pictures of them all, in pictures/fit.
 */
import {
  countInSight,
  DESK_SIZES,
  measure,
  PHONE_SIZES,
  resize,
  sightFaults,
  type Size,
} from './fit.harness.ts';
import type { Desk, Phone } from './pages.harness.ts';
import { allTeams, fillGame, finish, MESSAGE, nameOf, sayAndPlan } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;

const deskSize = (name: string) => DESK_SIZES.find((size) => size.name === name) as Size;
const phoneSize = (name: string) => PHONE_SIZES.find((size) => size.name === name) as Size;

/** What has to be in sight on the desk, whichever list is shown. */
async function deskFaults(banker: Desk, size: Size): Promise<string[]> {
  const { page } = banker;
  await resize(page, size);
  const tabs = page.getByRole('navigation', { name: 'Parts of the desk' });
  const show = async (part: string) => {
    const tab = tabs.getByRole('button', { name: part });
    if (await tab.isVisible()) await tab.click();
  };
  await show('Waiting');
  const waiting = banker.waiting.getByRole('listitem').first();
  const waitingFaults = await sightFaults({
    'who waits': waiting.locator('bdi').first(),
    'the exercise for who waits': waiting.locator('[data-leads]'),
    Pause: banker.button('Pause'),
  });
  await show('Active');
  const active = banker.active.getByRole('listitem').first();
  const activeFaults = await sightFaults({
    'who is busy': active.locator('bdi').first(),
    'the exercise': active.locator('bdi').nth(1),
    'Done or Confirm': active.locator('[data-leads]'),
  });
  await show('Waiting');
  return [...waitingFaults, ...activeFaults].map((fault) => `${size.name}: ${fault}`);
}

test('the desk shows five who wait on a small laptop, and the main things at 200 % zoom and text', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4), settings: { completion: 'banker' } });
  const banker = await desk(undefined, CALM);
  await banker.open(GAME);
  await fillGame(host, code, 8);
  await expect(banker.waiting.getByRole('listitem')).toHaveCount(8);
  await resize(banker.page, deskSize('1024'));
  expect(await countInSight(banker.waiting.getByRole('listitem'))).toBeGreaterThanOrEqual(5);
  // Where only one list has room beside it, a key brings the one it leads to.
  await expect(banker.page.getByLabel('Find a player')).toBeHidden();
  await banker.page.keyboard.press('/');
  await expect(banker.page.getByLabel('Find a player')).toBeFocused();
  for (const size of [deskSize('1024'), deskSize('1280-zoom'), deskSize('1280-text')])
    expect(await deskFaults(banker, size)).toEqual([]);
  await expect(banker.page.getByRole('navigation', { name: 'Pages' })).toContainText('Desk8');
  // One line with what this desk did; the others' news is in the list. Both survive a reload.
  await resize(banker.page, deskSize('1280'));
  // By keyboard: what a resize has just moved takes no click for a moment.
  const suggestion = banker.suggestion(nameOf(8));
  const exercise = (await suggestion.locator('bdi').first().textContent()) ?? '';
  await suggestion.press('Enter');
  await expect(banker.row(banker.active, nameOf(8))).toBeVisible();
  await host.api(`/games/${code}/teams/3`, { name: 'Norway' }, 'PATCH');
  for (const isReloaded of [false, true]) {
    if (isReloaded) await banker.page.reload();
    await expect(banker.happened).toContainText(new RegExp(`exercise for .*: .?${exercise}`));
    await banker.openHappened();
    await expect(banker.happened).toContainText(/Team 3.*is now called.*Norway/);
    await expect(banker.happened).not.toContainText('asked for');
  }
});

const NAME = 'Anna-Katharina Maria';

/** Two challenges at once, and no connection: the most that a phone has to show. */
async function openBusyPhone(
  phone: (code: string, options?: object) => Promise<Phone>,
  host: RunningHost,
  code: string,
): Promise<Phone> {
  const anna = await phone(code, CALM);
  await anna.join(NAME, 1);
  await expect(anna.title).toHaveText('Pick a building');
  for (const [building, exercise] of [
    ['Farm', ['push_ups', '20 Push-ups', 20]],
    ['Infrastructure', ['custom', 'Hop to the door and back again on one leg, then on the other', 1]],
  ] as const) {
    if (building !== 'Farm') await anna.button('Ask for one more').click();
    await anna.ask(building);
    let id = 0;
    await expect(async () => {
      const open = await host.api<{ id: number; status: string; player_name: string }[]>(
        `/challenges/${code}/active`,
      );
      const asked = open.find(({ status, player_name: name }) => status === 'requested' && name === NAME);
      expect(asked).toBeDefined();
      id = asked?.id ?? 0;
    }).toPass();
    const [challenge_type, challenge_description, target_number] = exercise;
    await host.api(`/challenges/${code}/${id}/assign`, {
      challenge_type,
      challenge_description,
      target_number,
    });
    await expect(anna.button('Done')).toBeVisible();
  }
  await expect(tabOf(anna, 'Infrastructure')).not.toContainText('asked');
  await anna.page.context().setOffline(true);
  await expect(anna.page.locator('[data-status-banner="away"]')).toBeVisible({ timeout: 15_000 });
  return anna;
}

const tabOf = (anna: Phone, building: string) =>
  anna.page.getByRole('navigation').getByRole('button', { name: building });

async function phoneFaults(anna: Phone, size: Size, isAway = true): Promise<string[]> {
  await resize(anna.page, size);
  const banner = anna.page.locator('[data-status-banner] strong');
  const faults = await sightFaults({
    'the exercise': anna.title,
    'the time': anna.page.getByRole('main').getByRole('timer'),
    Done: anna.button('Done'),
    ...(isAway && { 'that it is not connected': banner }),
  });
  return faults.map((fault) => `${size.name}: ${fault}`);
}

test(
  'a phone with two challenges and no connection shows exercise, time and Done without scrolling',
  LONG,
  async ({ game, host, phone }) => {
    const code = await game({ schools: [1], settings: { max_active_per_player: 3 } });
    const anna = await openBusyPhone(phone, host, code);
    for (const name of ['320', 'landscape', '360-text']) {
      await tabOf(anna, 'Infrastructure').click();
      expect(await phoneFaults(anna, phoneSize(name))).toEqual([]);
      await tabOf(anna, 'Farm').click();
      expect(await phoneFaults(anna, phoneSize(name))).toEqual([]);
    }
  },
);

test('matrix: the desk', LONG, async ({ desk, game, host }) => {
  test.setTimeout(900_000);
  const code = await game({
    isStarted: false,
    schools: allTeams(4),
    settings: { completion: 'banker' },
  });
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  const found: string[] = [];
  const matrix = { page, sizes: DESK_SIZES, themes: ['light', 'dark'], found };
  await expect(page.getByRole('link', { name: new RegExp(GAME) })).toBeVisible();
  await measure(matrix, 'desk-games');
  await banker.open(GAME);
  await measure(matrix, 'desk-lobby');
  await host.api(`/games/${code}/start`, {});
  await measure(matrix, 'desk-empty');
  // A list that is pointed at keeps the rows of those who have gone.
  await page.mouse.move(5, 5);
  await fillGame(host, code, 9);
  await expect(banker.waiting.getByRole('listitem')).toHaveCount(9);
  for (const size of DESK_SIZES) found.push(...(await deskFaults(banker, size)));
  await resize(page, deskSize('1280'));
  await banker.giveSuggested(nameOf(10));
  await measure(matrix, 'desk-busy');
  for (const size of DESK_SIZES.filter(({ name }) => name.startsWith('1280-'))) {
    await resize(page, size);
    for (const part of ['Active', 'Room']) {
      await page
        .getByRole('navigation', { name: 'Parts of the desk' })
        .getByRole('button', { name: part })
        .click();
      await measure({ ...matrix, sizes: [size] }, `desk-busy-${part.toLowerCase()}`);
    }
  }
  await sayAndPlan(host, code);
  const fold = page.locator('[data-part="evening-lines"] > button');
  await expect(page.locator('[data-part="message-line"]')).toContainText(MESSAGE);
  await measure(matrix, 'desk-message');
  for (const size of DESK_SIZES) found.push(...(await deskFaults(banker, size)));
  await resize(page, deskSize('1024'));
  await fold.click();
  await measure({ ...matrix, sizes: [deskSize('1024'), deskSize('1280-zoom')] }, 'desk-message-open');
  await fold.click();
  await banker.page
    .getByRole('navigation', { name: 'Parts of the desk' })
    .getByRole('button', { name: 'Room' })
    .click();
  await page.locator('[data-part="standings"] summary').click();
  await measure({ ...matrix, sizes: [deskSize('1024')] }, 'desk-message-standings');
  expect(await countInSight(banker.waiting.getByRole('listitem'))).toBeGreaterThanOrEqual(5);
  await page.locator('[data-part="standings"] summary').click();
  await host.api(`/games/${code}`, { end_time: null }, 'PATCH');
  await resize(page, deskSize('1280'));
  await banker.button('Remove message').click();
  await page.getByRole('status').getByRole('button', { name: 'Close' }).click();
  await banker.openHappened();
  await measure(matrix, 'desk-happened');
  await banker.happened.locator('button[aria-expanded]').click();
  for (const name of ['Players', 'History', 'Summary', 'Set-up']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await measure(matrix, `desk-${name.toLowerCase()}`);
  }
  for (const step of ['Exercises', 'Rules', 'Phones']) {
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
    await measure(matrix, `desk-set-up-${step.toLowerCase()}`);
  }
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Desk' }).click();
  await resize(page, deskSize('1280'));
  await banker.pause();
  await expect(banker.button('Resume')).toBeVisible();
  await measure(matrix, 'desk-paused');
  await banker.resume();
  await expect(banker.button('Pause')).toBeVisible();
  await page.context().setOffline(true);
  await expect(banker.status).not.toContainText('Live', { timeout: 15_000 });
  for (const size of DESK_SIZES) found.push(...(await deskFaults(banker, size)));
  await measure(matrix, 'desk-away');
  expect(found).toEqual([]);
});

test('a phone shows its name, its PIN and all buttons at twice the size of the text, before the start, too', async ({
  game,
  phone,
}) => {
  const code = await game({ isStarted: false });
  const found: string[] = [];
  const anna = await phone(code, CALM);
  await anna.join(NAME, 1);
  await expect(anna.title).toContainText(NAME);
  const matrix = { page: anna.page, sizes: PHONE_SIZES, themes: ['light'], found };
  await measure(matrix, 'phone-lobby');
  await resize(anna.page, phoneSize('360'));
  await anna.openDrawer();
  await measure(matrix, 'phone-lobby-drawer');
  expect(found).toEqual([]);
});

test('matrix: the phone', LONG, async ({ game, host, phone }) => {
  test.setTimeout(900_000);
  const code = await game({
    schools: allTeams(4),
    settings: { completion: 'banker', max_active_per_player: 3 },
  });
  const found: string[] = [];
  const themes = ['light', 'dark', 'sun', 'night'];
  const ben = await phone(code, CALM);
  await measure({ page: ben.page, sizes: PHONE_SIZES, themes, found }, 'phone-join');
  await ben.join('W'.repeat(20), 2);
  await expect(ben.title).toHaveText('Pick a building');
  await measure({ page: ben.page, sizes: PHONE_SIZES, themes, found }, 'phone-ask');
  await ben.ask('Electrical factory');
  await expect(ben.title).toHaveText("You're next");
  await measure({ page: ben.page, sizes: PHONE_SIZES, themes, found }, 'phone-requested');
  const anna = await openBusyPhone(phone, host, code);
  const matrix = { page: anna.page, sizes: PHONE_SIZES, themes, found };
  for (const building of ['Infrastructure', 'Farm']) {
    await tabOf(anna, building).click();
    for (const size of PHONE_SIZES) found.push(...(await phoneFaults(anna, size)));
    await measure(matrix, `phone-do-this-${building.toLowerCase()}-away`);
  }
  await anna.page.context().setOffline(false);
  await expect(anna.page.locator('[data-status-banner]')).toHaveCount(0, { timeout: 15_000 });
  await measure(matrix, 'phone-do-this');
  await sayAndPlan(host, code);
  await expect(anna.page.locator('[data-part="message"]')).toContainText(MESSAGE);
  await expect(anna.page.locator('[data-part="end"]')).toContainText('Ends in 8:');
  for (const building of ['Infrastructure', 'Farm']) {
    await tabOf(anna, building).click();
    for (const size of PHONE_SIZES) found.push(...(await phoneFaults(anna, size, false)));
    await measure(matrix, `phone-message-${building.toLowerCase()}`);
  }
  await resize(anna.page, phoneSize('360'));
  await anna.button('The whole message').click();
  await measure(matrix, 'phone-message-whole');
  await anna.button('Close the message').click();
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('Waiting for the banker');
  await measure(matrix, 'phone-claimed');
  await resize(anna.page, phoneSize('360'));
  await anna.openDrawer();
  await measure(matrix, 'phone-drawer');
  await anna.closeDrawer();
  await finish(host, code);
  await host.api(`/games/${code}/end`, { keep_results: true });
  await expect(anna.title).toHaveText('Game over');
  for (const step of ['opening', 'third', 'first'] as const) {
    await host.api(`/games/${code}/finale`, { step });
    await expect(anna.page.locator(`[data-part="finale"][data-step="${step}"]`)).toBeVisible();
    await measure(matrix, `phone-finale-${step}`);
  }
  await host.api(`/games/${code}/finale`, undefined, 'DELETE');
  await expect(anna.page.locator('[data-part="finale"]')).toHaveCount(0);
  await measure(matrix, 'phone-over');
  await host.api(`/games/${code}/next`, {});
  await expect(anna.title).toContainText('You are in');
  await measure(matrix, 'phone-next-round');
  expect(found).toEqual([]);
});
