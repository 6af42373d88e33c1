/** Answers that the Wi-Fi loses after the laptop has acted: whoever tries again, also after a reload, gets the same answer. */
import type { Page, Route } from '@playwright/test';
import { loseAnswers } from './lost-answers.harness.ts';
import { type Desk, fetchFromHost } from './pages.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

for (const reloads of [false, true]) {
  const how = reloads ? 'after a reload' : 'pressed again';

  test(`G2: a join is one player, ${how}`, longUnless(!reloads), async ({ game, phone, host }) => {
    const code = await game({ isStarted: false });
    const leo = await phone(code);
    const lost = await loseAnswers(leo.page, '/games/*/players');
    await leo.join('Leo', null);
    await expect(leo.page.getByText('The laptop did not answer.')).toBeVisible();
    await lost.stop();
    if (reloads) await leo.page.reload();
    else await leo.button('Join').click();
    await expect(leo.title).toHaveText('Choose your team');
    const { items } = await host.api<{ items: { player_name: string }[] }>(`/games/${code}/players`);
    expect(items.map(({ player_name }) => player_name)).toEqual(['Banker', 'Leo']);
  });

  test(`G2: a link moves a seat here once, ${how}`, longUnless(reloads), async ({ game, phone, host }) => {
    const code = await game();
    const anna = await phone(code);
    await anna.join('Anna', 1);
    await expect(anna.title).toHaveText('Pick a building');
    const id = Number(/seat=(\d+)/.exec(anna.page.url())?.[1]);
    const { ticket } = await host.api<{ ticket: string }>(`/games/${code}/tickets`, {
      for: 'seat',
      player_id: id,
    });
    const other = await phone(code);
    const lost = await loseAnswers(other.page, '/tickets/redeem');
    await other.page.goto('about:blank');
    await other.page.goto(`${host.joinUrl(code)}#ticket=${ticket}`);
    await expect(other.page.getByText('The laptop did not answer.')).toBeVisible();
    await lost.stop();
    if (reloads) await other.page.reload();
    else await other.button('Try again').click();
    await expect(other.title).toHaveText('Pick a building');
  });
}

test(
  'G2: name and PIN bring the seat back after a reload, and nobody joins',
  LONG,
  async ({ game, phone, host }) => {
    const code = await game();
    await (await phone(code)).join('Leo', 1);
    const players = async () =>
      (await host.api<{ items: { player_name: string; seat_pin?: string }[] }>(`/games/${code}/players`))
        .items;
    await expect.poll(async () => (await players()).length).toBe(2);
    const pin = (await players()).find(({ player_name }) => player_name === 'Leo')?.seat_pin ?? '';
    const other = await phone(code);
    const lost = await loseAnswers(other.page, '/games/*/seats/recover');
    await other.button('I was already playing').click();
    await other.page.getByLabel('Your name').fill('Leo');
    await other.page.getByLabel('PIN').fill(pin);
    await other.button('Take my seat').click();
    await expect(other.page.getByText('The laptop did not answer.')).toBeVisible();
    // The page tries again by itself, says so, and has kept what was typed.
    await other.page.reload();
    await expect(other.page.getByText('The laptop did not answer.')).toBeVisible();
    await expect(other.page.getByLabel('PIN')).toHaveValue(pin);
    await lost.stop();
    await other.page.reload();
    await expect(other.title).toHaveText('Pick a building');
    expect(new Set(lost.keys).size).toBe(1);
    expect(await players()).toHaveLength(2);
  },
);

test('G2: what was done before a reload can be undone after it', LONG, async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  const words = await banker.giveSuggested('Anna');
  await expect(anna.title).toHaveText(words);
  const lost = await loseAnswers(anna.page, /\/complete$/);
  await anna.button('Done').click();
  await expect.poll(() => lost.keys.length).toBeGreaterThan(0);
  await lost.stop();
  await anna.page.reload();
  await anna.page.getByRole('button', { name: /^Undo/, disabled: false }).click();
  await expect(anna.title).toHaveText(words);
});

test(
  'G2: the links of the desk, another banker and the board open after lost answers and reloads',
  LONG,
  async ({ game, desk, host }) => {
    const code = await game();
    const link = async (purpose: string) =>
      (await host.api<{ url: string }>(`/games/${code}/tickets`, { for: purpose })).url;
    const local = (url: string) => url.replace(/^http:\/\/[^/]+/, host.ready.url);
    const doors = [
      [await host.deskLink(), 'Game nights'],
      [local(await link('banker')), GAME],
      [local(await link('board')), GAME],
    ] as const;
    for (const [url, opens] of doors) {
      const { page } = await desk('about:blank');
      const lost = await loseAnswers(page, '/tickets/redeem');
      await page.goto(url);
      await expect(page.getByText('The laptop isn’t answering')).toBeVisible();
      // The page tries again by itself, and those answers are lost as well.
      await expect.poll(() => lost.keys.length, { timeout: 15_000 }).toBeGreaterThan(1);
      await lost.stop();
      await page.reload();
      await expect(page.getByText(opens).first()).toBeVisible();
      expect(new Set(lost.keys).size).toBe(1);
      await page.reload();
      await expect(page.getByText(opens).first()).toBeVisible();
    }
    const { items } = await host.api<{ items: { role: string }[] }>(`/games/${code}/players`);
    expect(items.map(({ role }) => role).toSorted()).toEqual(['banker', 'banker', 'board']);
  },
);

test(
  'G2: a new game and a rehearsal are made once, over a reload of the desk and a restart of the host',
  LONG,
  async ({ desk, host }) => {
    const { page } = await desk();
    const lost = await loseAnswers(page, '/games');
    await page.getByLabel('Name').fill('Saturday');
    await page.getByRole('button', { name: 'Create the game' }).click();
    await expect(page.getByText('The laptop did not answer')).toBeVisible();
    await lost.stop();
    await host.restart();
    await page.reload();
    await page.getByLabel('Name').fill('Saturday');
    await page.getByRole('button', { name: 'Create the game' }).click();
    await expect(page.getByRole('heading', { name: 'Saturday' })).toBeVisible();

    const rehearsing = await loseAnswers(page, '/rehearsals');
    await page.getByRole('button', { name: 'Rehearse first' }).click();
    await expect(page.getByText('The laptop did not answer').first()).toBeVisible({ timeout: 15_000 });
    await rehearsing.stop();
    await page.reload();
    await page.getByRole('button', { name: 'Rehearse first' }).click();
    await expect(page.getByRole('heading', { name: 'Rehearsal' })).toBeVisible({ timeout: 15_000 });
    const { items } = await host.api<{ items: { name: string }[] }>('/games');
    expect(items.map(({ name }) => name).toSorted()).toEqual(['Rehearsal', 'Saturday']);
  },
);

test(
  'G2: more time is given once, although its answer was lost',
  LONG,
  async ({ game, desk, phone, host }) => {
    const code = await game();
    const banker = await desk();
    await banker.open(GAME);
    const anna = await phone(code);
    await anna.join('Anna', 1);
    await anna.ask('Farm');
    await banker.giveSuggested('Anna');
    await expect(anna.timer).toBeVisible();
    const duration = async () =>
      (await host.api<{ duration_seconds: number }[]>(`/challenges/${code}/active`))[0]?.duration_seconds ??
      0;
    const before = await duration();
    const lost = await loseAnswers(banker.page, /\/api\/v2\/challenges\/\w+\/\d+$/, 'PATCH');
    const more = async () => {
      await banker
        .row(banker.active, 'Anna')
        .getByRole('button', { name: /^More for/ })
        .click();
      await banker.page.getByRole('button', { name: '+1 min of time' }).click();
    };
    await more();
    await expect(banker.page.getByText('The laptop did not answer')).toBeVisible();
    await lost.stop();
    await banker.page.reload();
    await more();
    await expect.poll(duration).toBe(before + 60);
    expect(lost.keys[0]).toBeDefined();
  },
);

/** Adds a player without a phone, and goes back to the desk. */
async function addWithoutPhone(banker: Desk, name: string): Promise<void> {
  const pages = banker.page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Players' }).click();
  await banker.button('Add a player').click();
  await banker.page.getByLabel('First name or nickname').fill(name);
  await banker.page.getByRole('dialog').getByLabel('Team').selectOption({ label: 'Team 4' });
  await banker.button(/^Add$/).click();
  await pages.getByRole('link', { name: 'Desk', exact: true }).click();
}

async function askFor(banker: Desk, name: string, building: string): Promise<void> {
  await banker.page.getByRole('button', { name: `Ask for a building for \u2068${name}\u2069` }).click();
  await banker.page.getByRole('dialog', { name }).getByRole('button', { name: building }).click();
}

/** Much later: the page no longer takes the same call for the same press by itself. */
const forgetKeys = (page: Page) =>
  page.evaluate(() => {
    for (const storage of [localStorage, sessionStorage])
      for (const name of Object.keys(storage)) if (name.includes('pending-keys')) storage.removeItem(name);
  });

test('G2: what the desk asked for in somebody’s name is taken back by Undo, although its answer was lost', async ({
  game,
  desk,
}) => {
  await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await addWithoutPhone(banker, 'Oma Frieda');
  const lost = await loseAnswers(page, /\/request$/);
  await askFor(banker, 'Oma Frieda', 'Farm');
  await expect(page.getByText('The laptop did not answer')).toBeVisible();
  await expect(banker.row(banker.waiting, 'Oma Frieda')).toBeVisible();
  await lost.stop();
  await forgetKeys(page);
  await page.reload();
  await banker.button(/^Undo .*: asked for.*, what you did last/).click();
  await expect(banker.row(banker.waiting, 'Oma Frieda')).toHaveCount(0);
  await expect(banker.button(/^Redo .*: asked for/)).toBeVisible();
  expect(lost.keys).toHaveLength(1);

  // One that never reached the laptop is none, and Undo makes none.
  await page.route(/\/request$/, (route) => route.abort('connectionreset'));
  await page.keyboard.press('Escape');
  await askFor(banker, 'Oma Frieda', 'Mine');
  await expect(page.getByText('The laptop did not answer')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.unrouteAll({ behavior: 'wait' });
  // Sooner after the last Undo than a hand presses again, it would say so.
  await expect(async () => {
    await banker.button(/^Undo .*: asked for.*, what you did last/).click();
    await expect(page.getByText('That never reached the laptop')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(banker.row(banker.waiting, 'Oma Frieda')).toHaveCount(0);
});

for (const what of ['an exercise', 'a removal'] as const)
  test(
    `G2: an Undo of ${what} whose answer was lost ends as what it was, however much later`,
    longUnless(what === 'an exercise'),
    async ({ game, desk, host }) => {
      const code = await game();
      const banker = await desk();
      const { page } = banker;
      await banker.open(GAME);
      await addWithoutPhone(banker, 'Oma Frieda');
      const isExercise = what === 'an exercise';
      const players = async () =>
        (
          await host.api<{ items: { player_name: string; player_id: number; removed: boolean }[] }>(
            `/games/${code}/players`,
          )
        ).items.filter(({ player_name: name }) => name === 'Oma Frieda');
      if (isExercise) {
        await askFor(banker, 'Oma Frieda', 'Farm');
        await banker.giveSuggested('Oma Frieda');
      } else {
        await page.getByRole('link', { name: 'Players', exact: true }).click();
        await page.getByRole('button', { name: /^What to do with .*Oma Frieda/ }).click();
        await page.getByRole('menuitem', { name: 'Remove from the game' }).click();
        await page.getByRole('link', { name: /^Desk/ }).click();
      }
      const undo = banker.button(/^Undo .*: (exercise given|removed from the game), what you did last/);
      const lost = await loseAnswers(page, isExercise ? /\/undo$/ : /\/restore$/);
      await undo.click();
      await expect(page.getByText('The laptop did not answer')).toBeVisible();
      await lost.stop();
      await forgetKeys(page);
      await page.reload();
      await undo.click();
      await expect(banker.button(/^Redo .*: (exercise given|removed)/)).toBeVisible();
      await expect(page.getByText('Something else happened since')).toHaveCount(0);
      if (isExercise) await expect(banker.row(banker.waiting, 'Oma Frieda')).toBeVisible();
      expect((await players()).map(({ removed }) => removed)).toEqual([false]);
      expect(lost.keys).toHaveLength(1);
    },
  );

for (const what of ['asked for', 'confirmed'] as const)
  test(
    `Undo that is pressed before the laptop has heard what was ${what} waits for it, and takes that back`,
    longUnless(what === 'asked for'),
    async ({ game, desk }) => {
      await game();
      const banker = await desk();
      const { page } = banker;
      await banker.open(GAME);
      await addWithoutPhone(banker, 'Oma Frieda');
      const isRequest = what === 'asked for';
      if (!isRequest) {
        await askFor(banker, 'Oma Frieda', 'Farm');
        await banker.giveSuggested('Oma Frieda');
      }
      const slow: Route[] = [];
      await page.route(isRequest ? /\/request$/ : /\/complete$/, (route) => void slow.push(route));
      if (isRequest) await askFor(banker, 'Oma Frieda', 'Farm');
      else await banker.done('Oma Frieda');
      await expect.poll(() => slow.length).toBe(1);
      await page.keyboard.press('Escape');
      const undo = page.locator('[data-part="own-acts"]').getByRole('button', { name: /^Undo/ });
      await undo.click();
      await slow[0]?.continue();
      await expect(banker.button(/^Redo /)).toBeVisible();
      await expect(page.getByText('never reached the laptop')).toHaveCount(0);
      await expect(banker.row(banker.active, 'Oma Frieda')).toHaveCount(isRequest ? 0 : 1);
      await expect(banker.row(banker.waiting, 'Oma Frieda')).toHaveCount(0);
    },
  );

test('an answer that comes after its own news ends the asking all the same', async ({
  game,
  phone,
  host,
}) => {
  const code = await game({ schools: [1], settings: { max_active_per_player: 3 } });
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(anna.title).toHaveText("You're next");
  const news = anna.page.getByRole('navigation').getByRole('button', { name: 'Hospital' });
  await anna.page.route('**/api/v2/challenges/*/request', async (route) => {
    const response = await fetchFromHost(route);
    await expect(news).toBeVisible();
    return route.fulfill({ response });
  });
  await anna.button('Ask for one more').click();
  await anna.ask('Hospital');
  await expect(news).toBeVisible();
  await expect(anna.title).toHaveText("You're next");
  const open = await host.api<unknown[]>(`/challenges/${code}/active`);
  expect(open).toHaveLength(2);
});
