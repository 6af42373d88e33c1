/** What the banker sees and is told under Players. */
import { allTeams, joinGame, populate } from './populate.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const LOWER_EDGE_PX = 8;

for (const [width, height] of [
  [320, 640],
  [360, 740],
  [820, 1180],
] as const)
  test(
    `a player's panel opens where it is seen, at ${width} x ${height}`,
    longUnless(width === 320),
    async ({ game, desk, host }) => {
      const code = await game({ teams: 4, schools: allTeams(4) });
      await populate(host, code, { waiting: 12, active: 0, teams: 4 });
      const page = await (await desk()).openPlayers(GAME);
      await page.setViewportSize({ width, height });
      const panel = page.locator('[data-part="player"]');
      for (const name of ['Anna', 'David']) {
        const row = page.getByRole('row').getByText(name, { exact: true });
        // A press right after the list was scrolled is refused.
        await expect(async () => {
          await row.click();
          await expect(panel.getByRole('heading').first()).toHaveText(name, { timeout: 1_000 });
        }).toPass();
        const shown = await page.getByRole('main').boundingBox();
        const opened = await panel.boundingBox();
        const bottom = (box: typeof shown) => (box?.y ?? 0) + (box?.height ?? 0);
        // All of it where there is room for that, but for its lower edge, which holds nothing; its head in any case.
        const least = Math.min(opened?.height ?? 0, (shown?.height ?? 0) - 1);
        expect(bottom(shown) - (opened?.y ?? Infinity)).toBeGreaterThanOrEqual(least - LOWER_EDGE_PX);
        expect(opened?.y ?? 0).toBeGreaterThanOrEqual((shown?.y ?? 0) - 1);
        await panel.getByRole('button', { name: 'Close' }).click();
        await expect(panel).toHaveCount(0);
      }
    },
  );

test('no hole gapes between the pages of the desk, and none moves once somebody waits', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4 });
  const page = await (await desk()).openPlayers(GAME);
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  const number = links.first().locator('[data-none]');
  for (const width of [820, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(number).toHaveText('0');
    await expect(number).toBeVisible();
    await expect(links.first()).toHaveAccessibleName('Desk');
  }
  const places = () => links.evaluateAll((each) => each.map((link) => link.getBoundingClientRect().x));
  const before = await places();
  await populate(host, code, { waiting: 1, active: 0, teams: 4 });
  await expect(links.first()).toHaveAccessibleName('Desk 1 waiting');
  expect(await places()).toEqual(before);
});

test('whoever asks in somebody’s name for a team that is busy reads so, and who keeps it busy, before pressing', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4 });
  await populate(host, code, { waiting: 1, active: 0, teams: 4 });
  await host.api(`/games/${code}/players/several`, { player_names: ['Oma'], team_number: 1 });
  await host.api(`/games/${code}/players/several`, { player_names: ['Opa'], team_number: 2 });
  const page = await (await desk()).openPlayers(GAME);
  const menuOf = async (name: string) => {
    await page.getByRole('button', { name: `Ask for a building for \u2068${name}\u2069` }).click();
    return page.getByRole('dialog', { name });
  };
  const busy = await menuOf('Oma');
  await expect(busy).toContainText('The team is already busy with a challenge. It is held by Anna.');
  await page.keyboard.press('Escape');
  const free = await menuOf('Opa');
  await expect(free.getByRole('button', { name: 'Farm' })).toBeVisible();
  await expect(free).not.toContainText('busy');
});

for (const [how, said] of [
  ['assign', 'Share out evenly'],
  ['choose', 'No team yet'],
] as const)
  test(
    `who joins from a list without a chosen team is told what happens, where teams are to ${how}`,
    longUnless(how === 'assign'),
    async ({ game, desk, host }) => {
      const code = await game({ teams: 2, settings: { join_teams: how } });
      const page = await (await desk()).openPlayers(GAME);
      await page.getByRole('button', { name: 'Add a player' }).click();
      await page.getByRole('button', { name: 'Add a whole list' }).click();
      const team = page.getByRole('dialog').getByLabel('Team');
      await expect(team.locator('option').first()).toHaveText(said);
      const hint = page.getByText('“Balance teams” shares them out evenly afterwards.');
      await expect(hint).toHaveCount(how === 'assign' ? 0 : 1);
      await page.getByLabel('Names, one per line').fill('Oma\nOpa\nUrsula\nMax');
      await page.getByRole('button', { name: 'Add 4 players' }).click();
      await expect(page.getByText('4 players are in the game.').first()).toBeVisible();
      const { items } = await host.api<{ items: readonly { role: string; team_number: number | null }[] }>(
        `/games/${code}/players`,
      );
      const teams = items.filter(({ role }) => role === 'player').map(({ team_number }) => team_number ?? 0);
      expect(teams.toSorted((one, other) => one - other)).toEqual(
        how === 'assign' ? [1, 1, 2, 2] : [0, 0, 0, 0],
      );
    },
  );

test('the tab of the players carries the number of names that wait for approval, on every page of the desk, and nothing moves', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 2, isStarted: false, settings: { approve_names: true } });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  const players = links.filter({ hasText: 'Players' });
  const places = () => links.evaluateAll((each) => each.map((link) => link.getBoundingClientRect().x));
  await expect(players).toHaveAccessibleName('Players');
  const before = await places();
  const kofi = await joinGame(host, code, 'Kofi', 1);
  await joinGame(host, code, 'Anna', 2);
  await expect(players).toHaveAccessibleName('Players 2 to approve');
  expect(await places()).toEqual(before);
  for (const name of ['Set-up', 'History', 'Summary', 'Players', 'Desk']) {
    await links.filter({ hasText: name }).click();
    await expect(links.filter({ hasText: name })).toHaveAttribute('aria-current', 'page');
    await expect(players.locator('[data-none="false"]')).toContainText('2');
    await expect(players).toHaveAccessibleName('Players 2 to approve');
  }
  await host.api(`/games/${code}/players/${kofi.player_id}`, { approved: true }, 'PATCH');
  await expect(players).toHaveAccessibleName('Players 1 to approve');
  await host.api(`/games/${code}`, { settings: { approve_names: false } }, 'PATCH');
  await expect(players).toHaveAccessibleName('Players');
  await expect(players.locator('[data-none]')).toHaveCount(0);
});

test("Escape closes a player's panel, which may lie over a team, but not while somebody types", async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4, schools: allTeams(4) });
  await populate(host, code, { waiting: 4, active: 0, teams: 4 });
  const page = await (await desk(undefined, { viewport: { width: 1024, height: 768 } })).openPlayers(GAME);
  const panel = page.locator('[data-part="player"]');
  const row = page.getByRole('row').getByText('Anna', { exact: true });
  await row.click();
  await expect(panel.getByRole('heading').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  await row.click();
  const name = panel.getByRole('textbox', { name: 'Name' });
  await name.fill('Hannah');
  await name.press('Escape');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Hannah');
  await panel.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
});

test("a player's panel stays on its page, and a name in the history opens it where it can be seen", async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4, schools: allTeams(4) });
  await populate(host, code, { waiting: 4, active: 0, teams: 4 });
  const page = await (await desk()).openPlayers(GAME);
  const panel = page.locator('[data-part="player"]');
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await page.getByRole('row').getByText('Anna', { exact: true }).click();
  await expect(panel).toBeVisible();
  await pages.getByRole('link', { name: /^Desk/ }).click();
  await expect(page.locator('[data-part="waiting"]')).toBeVisible();
  await expect(panel).toHaveCount(0);
  await pages.getByRole('link', { name: /^Players/ }).click();
  await expect(page.getByRole('row').getByText('Anna', { exact: true })).toBeVisible();
  await expect(panel).toHaveCount(0);
  await pages.getByRole('link', { name: 'History' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Anna', exact: true }).click();
  await expect(page.locator('[data-part="people"]')).toBeVisible();
  await expect(panel.getByRole('heading').first()).toHaveText('Anna');
});

test('whoever is looked for stands alone: no other team, and no other name to approve', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4, schools: allTeams(4), settings: { approve_names: true } });
  await populate(host, code, { waiting: 4, active: 0, teams: 4 });
  const page = await (await desk()).openPlayers(GAME);
  const cards = page.locator('[data-card]');
  const toApprove = page.getByRole('region', { name: /to approve/ }).getByRole('listitem');
  await expect(cards).toHaveCount(4);
  await expect(toApprove).toHaveCount(4);
  const find = page.getByLabel('Find a player');
  await find.fill('Anna');
  await expect(cards).toHaveCount(1);
  await expect(cards.getByRole('row')).toHaveText(/Anna/);
  await expect(toApprove).toHaveText(/Anna/);
  await find.fill('Zebedee');
  await expect(page.getByText('Nobody has a name like that.')).toBeVisible();
  await expect(cards).toHaveCount(0);
  await find.fill('');
  await expect(cards).toHaveCount(4);
});

test('a dialog that is opened to type in is typed in at once: a player, a list, another name, a message', async ({
  game,
  desk,
}) => {
  await game();
  const banker = await desk();
  const page = await banker.openPlayers(GAME);
  const dialog = page.getByRole('dialog');
  const type = async (text: string) => {
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  };
  await banker.button('Add a player').click();
  await type('Tim');
  await banker.button('What to do with \u2068Tim\u2069').click();
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await type('Tom');
  await expect(banker.button('What to do with \u2068Tom\u2069')).toBeVisible();
  await banker.button('Add a player').click();
  await banker.button('Add a whole list').click();
  await expect(dialog.getByLabel('Names, one per line')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await banker.openDialog('Message to everybody…');
  await type('Tea is ready');
  await expect(page.locator('[data-part="message-line"]')).toContainText('Tea is ready');
});
