/** What the desk tells the banker, and how her own wording reaches the phone. */
import { readFile } from 'node:fs/promises';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('the desk says how many names await approval, and leads to where they are approved', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game({ settings: { approve_names: true } });
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  const link = banker.page.getByRole('link', { name: 'Players and teams' });
  await expect(link).toContainText('1 to approve');
  await link.click();
  await banker.button(/^Approve .*Anna/).click();
  await banker.page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Desk', exact: true })
    .click();
  await expect(link).toHaveText('Players and teams');
});

test('a phone that has gone is shown as asleep, and the desk says for how long', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  const there = banker.page.getByRole('complementary').getByRole('listitem').filter({ hasText: 'Anna' });
  await expect(there).toContainText('connected');
  await anna.page.close();
  await expect(there).toContainText(/phone asleep, \d+ s/);
});

test('the dialog that moves a seat says when the new phone has connected', async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const lost = await phone(code);
  await lost.join('Anna', 1);
  await expect(lost.title).toHaveText('Pick a building');
  await lost.page.close();
  await page.getByRole('complementary').getByRole('button', { name: 'Anna' }).click();
  await banker.button('Move to another phone').click();
  const moving = page.getByRole('dialog');
  await expect(moving).toContainText('phone asleep');
  const link = await moving.getByText(/#ticket=/).innerText();
  const found = await phone(code);
  await found.page.goto(found.page.url() + new URL(link).hash);
  await expect(found.title).toHaveText('Pick a building');
  await expect(moving).toContainText('connected');
});

test("the banker's own wording reaches the phone, with the number", LONG, async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await banker.button(/^Other exercises for .*Anna/).click();
  const picker = banker.page.getByRole('dialog');
  await picker.getByLabel('In your own words').fill('To the door and back');
  await picker.getByLabel('How many').fill('3');
  await picker.getByRole('button', { name: 'Give' }).click();
  await expect(anna.title).toHaveText('3 × To the door and back');
  await expect(banker.row(banker.active, 'Anna')).toContainText('3 × To the door and back');
});

test('a right-to-left name is aligned with its neighbours', LONG, async ({ game, desk, phone }) => {
  const code = await game({ schools: [1] });
  const banker = await desk();
  await banker.open(GAME);
  const alignments = new Set<string>();
  for (const name of ['Anna', 'مرحبا']) {
    const player = await phone(code);
    await player.join(name, 1);
    await player.ask('Farm');
    for (const place of [player.page.getByRole('banner'), banker.row(banker.waiting, name)]) {
      const shown = place.locator('bdi').filter({ hasText: name }).first();
      alignments.add(await shown.evaluate((each) => getComputedStyle(each).textAlign));
    }
  }
  expect([...alignments]).toEqual(['left']);
});

test('for a player without a phone, the desk joins, asks and completes', LONG, async ({ game, desk }) => {
  await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Players' }).click();
  await banker.button('Add a player').click();
  await page.getByLabel('First name or nickname').fill('Oma Frieda');
  await page.getByRole('dialog').getByLabel('Team').selectOption({ label: 'Team 4' });
  await banker.button(/^Add$/).click();
  await pages.getByRole('link', { name: 'Desk', exact: true }).click();
  const askFor = page.getByRole('button', { name: 'Ask for a building for \u2068Oma Frieda\u2069' });
  const menu = page.getByRole('dialog', { name: 'Oma Frieda' });
  await askFor.click();
  await menu.getByRole('button', { name: 'Hospital' }).click();
  await expect(menu).toBeHidden();
  await askFor.click();
  await menu.getByRole('button', { name: 'Farm' }).click();
  await expect(menu.getByRole('alert')).toContainText('The team is already busy with a challenge.');
  await page.keyboard.press('Escape');
  await banker.giveSuggested('Oma Frieda');
  await banker.done('Oma Frieda');
  await expect(banker.happened).toContainText('Oma Frieda earned a hospital');
});

test('a player can be dragged into a team and dropped anywhere on its card, or moved there without dragging', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  const team = page.getByRole('region', { name: 'Team 4' });
  // The tap on the team arrives after the name.
  await expect(page.getByRole('region', { name: 'Team 1' }).getByRole('row', { name: /Anna/ })).toBeVisible();
  await page.getByRole('row', { name: /Anna/ }).dragTo(team.getByRole('heading'));
  await expect(team.getByRole('row', { name: /Anna/ })).toBeVisible();
  await expect(anna.page.getByRole('banner')).toContainText('Team 4');

  await team.getByRole('row', { name: /Anna/ }).click();
  const panel = page.getByRole('region', { name: 'Player', exact: true });
  await panel.getByLabel('Team', { exact: true }).selectOption({ label: 'Team 2' });
  await expect(page.getByRole('region', { name: 'Team 2' }).getByRole('row', { name: /Anna/ })).toBeVisible();
  await expect(anna.page.getByRole('banner')).toContainText('Team 2');
});

test('the history is saved as a table, and its print says which game it was', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await banker.page.getByRole('link', { name: 'History' }).click();
  const history = banker.page.getByRole('main');
  await expect(history.getByRole('row', { name: /Anna/ })).toBeVisible();
  const saved = banker.page.waitForEvent('download');
  await banker.button('Save this list (CSV)').click();
  const table = await readFile(await (await saved).path());
  expect((await saved).suggestedFilename()).toBe(`game-${code}-challenges.csv`);
  expect(table.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(table.toString()).toMatch(/^\uFEFFAsked at,.*\r\n[-\d]+ [:\d]+,Anna,Team 1,Farm,,Waiting,,,\r\n$/);
  const night = history.getByText(new RegExp(`^${GAME}`));
  await expect(night).toBeHidden();
  await banker.page.emulateMedia({ media: 'print' });
  await expect(night).toBeVisible();
});

test('each step of the set-up starts at the top', LONG, async ({ game, desk }) => {
  await game({ isStarted: false });
  const banker = await desk();
  await banker.open(GAME);
  await banker.page.getByRole('link', { name: 'Set-up' }).click();
  const steps = banker.page.getByRole('navigation', { name: 'Steps of the set-up' });
  for (const next of ['Exercises', 'Rules', 'Phones']) {
    await banker.button(new RegExp(`^Next: ${next}`)).click();
    await expect(banker.page.locator(`[data-step="${next.toLowerCase()}"]`)).toBeVisible();
    await expect(steps).toBeInViewport({ ratio: 1 });
  }
});

test(
  'a player’s panel says whose PIN, phone and seat it shows, however far it is scrolled',
  LONG,
  async ({ game, desk }) => {
    await game();
    const banker = await desk();
    const { page } = banker;
    await page.setViewportSize({ width: 1280, height: 640 });
    await banker.open(GAME);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
    await banker.button('Add a player').click();
    await page.getByLabel('First name or nickname').fill('Tim');
    await banker.button(/^Add$/).click();
    await banker.button('What to do with \u2068Tim\u2069').click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Tom');
    await banker.button('Rename').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const places = () =>
      page
        .locator('section[data-team]')
        .evaluateAll((cards) => cards.map((card) => JSON.stringify(card.getBoundingClientRect())));
    await banker.button('What to do with \u2068Tom\u2069').click();
    // What is pressed is scrolled into sight first.
    const before = await places();
    await page.getByRole('menuitem', { name: 'Open' }).click();
    const panel = page.locator('[data-part="player"]');
    const remove = panel.getByRole('button', { name: 'Remove Tom from the game' });
    const head = panel.getByRole('heading', { name: 'Tom' });
    await expect(head).toBeVisible();
    // No team moves as the panel opens.
    expect(await places()).toEqual(before);
    // From the last control back to the first: each is brought into sight below the head.
    const controls = panel.locator('button, input, select, summary');
    await remove.scrollIntoViewIfNeeded();
    await expect(remove).toBeInViewport({ ratio: 1 });
    await expect(head).toBeInViewport({ ratio: 1 });
    const below = (await head.boundingBox())?.y ?? Number.NaN;
    for (const control of (await controls.all()).slice(1).toReversed()) {
      if (!(await control.isVisible())) continue;
      await control.focus();
      expect((await control.boundingBox())?.y).toBeGreaterThan(below);
      await expect(head).toBeInViewport({ ratio: 1 });
    }
  },
);

test('the set-up leaves no step while something typed there is not kept, and says at the field why', async ({
  game,
  desk,
}) => {
  await game({ isStarted: false });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.getByRole('link', { name: 'Set-up' }).click();
  const name = page.getByLabel('Name of team A');
  const next = banker.button(/^Next: Exercises/);
  const other = page.getByRole('navigation', { name: 'Steps of the set-up' }).getByRole('button');
  const skip = page.getByRole('main').getByRole('button', { name: 'Skip, go to the desk' });
  await name.fill('The Otters of the Old Mill Ponds');
  for (const way of [next, other.filter({ hasText: 'Rules' }), skip]) {
    await way.click();
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription(/Too long by 2. Shorten it./);
  }
  await name.fill('The Otters');
  await next.click();
  await expect(page.locator('[data-step="exercises"]')).toBeVisible();

  const own = page.getByLabel('In your own words');
  await own.fill('Sing a round');
  await banker.button(/^Next: Rules/).click();
  await expect(own).toBeFocused();
  await expect(own).toHaveAccessibleDescription(/Not in the list yet/);
  await page.getByRole('main').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: 'Sing a round' })).toBeChecked();
  await banker.button(/^Next: Rules/).click();
  await expect(page.locator('[data-step="rules"]')).toBeVisible();
  await other.filter({ hasText: 'Teams' }).click();
  await expect(name).toHaveValue('The Otters');
});
