/** What Undo leaves alone. */
import { allTeams, populate, statuses } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const NAMES = ['Anna', 'Ben'] as const;
const TEAMS = 4;

test('Undo never takes back an exercise in place of a step that it cannot take back', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: allTeams(TEAMS) });
  await populate(host, code, { waiting: 2, active: 0, teams: TEAMS, names: (index) => NAMES[index] ?? '' });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const undo = page.locator('[data-part="own-acts"]').getByRole('button', { name: /^Undo/ });
  await banker.giveSuggested('Anna');
  await expect(undo).toBeVisible();
  const goTo = (name: string) =>
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  const addTeam = async () => {
    await goTo('Players');
    await banker.button('Add a team').click();
    await expect(page.getByRole('main').getByRole('heading', { name: 'Team 5' })).toBeVisible();
    await expect(page.locator('[data-kind="info"]')).toContainText('Team 5');
  };
  await addTeam();
  await expect(undo).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(page.getByText('What you did last cannot be undone.')).toBeVisible();
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
  await page.reload();
  await expect(banker.button('Add a team')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('What you did last cannot be undone.')).toBeVisible();
  // What is done after that is the last again, and undone alone.
  await goTo('Desk');
  await banker.giveSuggested('Ben');
  await expect(undo).toHaveAccessibleName(/Ben/);
  await page.keyboard.press('z');
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
});

test('pausing and locking take no Undo away: it names the step before, and the key asks before it takes that back', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: allTeams(TEAMS) });
  await populate(host, code, { waiting: 2, active: 0, teams: TEAMS, names: (index) => NAMES[index] ?? '' });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const undo = page.locator('[data-part="own-acts"]').getByRole('button', { name: /^Undo/ });
  const asks = page.locator('[data-kind="info"]').filter({ hasText: 'Before that: exercise given' });
  const given = { Anna: 'assigned', Ben: 'requested' };
  await banker.giveSuggested('Anna');
  await expect(undo).toHaveAccessibleName(/^Undo what you did last: exercise given, .*Anna/);
  for (const turn of ['Pause', 'Resume']) {
    await banker.button(turn).click();
    await expect(banker.button(turn)).toHaveCount(0);
    await expect(undo).toHaveAccessibleName(/^Undo: exercise given, .*Anna/);
    await page.keyboard.press('z');
    await expect(asks).toContainText('Anna');
    expect(await statuses(host, code)).toEqual(given);
    await asks.getByRole('button', { name: 'Close' }).click();
  }
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  await banker.button('Lock the room').click();
  await expect(banker.button('Room is locked')).toBeVisible();
  await page.reload();
  await expect(undo).toHaveAccessibleName(/^Undo: exercise given, .*Anna/);
  await page.keyboard.press('z');
  await asks.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'requested', Ben: 'requested' });
  await banker.button('Room is locked').click();
  await expect(banker.button('Lock the room')).toBeVisible();
  await banker.button(/^Redo: exercise given, .*Anna/).click();
  await expect.poll(() => statuses(host, code)).toEqual(given);
});

test('after the end Undo is not offered for what can no longer be undone, says why, and is there again once the game is reopened', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: allTeams(TEAMS) });
  await populate(host, code, { waiting: 2, active: 0, teams: TEAMS, names: (index) => NAMES[index] ?? '' });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const ways = page.locator('[data-part="own-acts"]').getByRole('button');
  await banker.giveSuggested('Anna');
  await banker.done('Anna');
  await banker.giveSuggested('Ben');
  await expect(ways).toHaveAccessibleName(/^Undo.*Ben/);
  await host.api(`/games/${code}/end`, {});
  await expect(banker.button('Reopen')).toBeVisible();
  await expect(ways).toHaveCount(0);
  for (const key of ['z', 'Shift+Z', 'z']) {
    await page.keyboard.press(key);
    await expect(page.locator('[data-kind="info"]')).toContainText(
      key === 'z' ? 'The game is over, so that stays as it is. Reopen' : 'There is nothing to redo.',
    );
  }
  await banker.button('Reopen').click();
  await page
    .getByRole('dialog', { name: 'Reopen the game?' })
    .getByRole('button', { name: 'Reopen' })
    .click();
  await expect(banker.button('Pause')).toBeVisible();
  await host.api(`/games/${code}/end`, {});
  await expect(banker.button('Reopen')).toBeVisible();

  // What the rules still allow is still offered.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Desk' }).click();
  await host.api(`/games/${code}/message`, { text: 'Pizza!' });
  await page.locator('[data-part="message-line"]').getByRole('button', { name: 'Remove message' }).click();
  await expect(page.locator('[data-part="message-line"]')).toHaveCount(0);
  await expect(ways).toHaveAccessibleName(/^Undo.*message/);
  await page.keyboard.press('z');
  await expect(page.locator('[data-part="message-line"]')).toContainText('Pizza!');
});

test('Undo that is pressed before the laptop has answered is for what was pressed last', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: allTeams(TEAMS) });
  await populate(host, code, { waiting: 2, active: 0, teams: TEAMS, names: (index) => NAMES[index] ?? '' });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await banker.giveSuggested('Anna');
  await expect(banker.row(banker.active, 'Anna')).toBeVisible();
  let letThrough: () => void = () => undefined;
  const isPressed = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/complete', async (route) => {
    await isPressed;
    await route.continue();
  });
  const sent = page.waitForRequest('**/complete');
  await banker.done('Anna');
  await sent;
  await page.keyboard.press('z');
  letThrough();
  await expect(banker.happened).toContainText('Anna’s last step');
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
});
