/** Players whom the desk has added without hearing so, and what is changed in its form before the next press. */
import { loseAnswers } from './lost-answers.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('G2: a list whose answer was lost, and to which a name is added before the next press, is added once', async ({
  game,
  desk,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  await banker.button('Add a player').click();
  await banker.button('Add a whole list').click();
  const names = page.getByLabel('Names, one per line');
  const lost = await loseAnswers(page, '/games/*/players/several');
  await names.fill('Mia\nTom\nLea');
  await banker.button('Add 3 players').click();
  await expect(page.getByText('The laptop did not answer')).toBeVisible();
  await lost.stop();
  await names.fill('Mia\nTom\nLea\nBen');
  await banker.button('Add 4 players').click();
  await expect(page.getByText('4 players are in the game.')).toBeVisible();
  const { items } = await host.api<{ items: { player_name: string }[] }>(`/games/${code}/players`);
  expect(items.map(({ player_name: name }) => name)).toEqual(['Banker', 'Mia', 'Tom', 'Lea', 'Ben']);
});

test('G2: a list whose answer was lost is there again after a reload, and is added once whatever is changed in it', async ({
  game,
  desk,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  await banker.button('Add a player').click();
  await banker.button('Add a whole list').click();
  const names = page.getByLabel('Names, one per line');
  const lost = await loseAnswers(page, '/games/*/players/several');
  await names.fill('Mia\nTom');
  await banker.button('Add 2 players').click();
  await expect(page.getByText('The laptop did not answer')).toBeVisible();
  const undo = page.locator('[data-part="own-acts"]');
  await expect(undo).toContainText('list of players (no answer yet)');
  await lost.stop();
  await page.reload();
  await banker.button('Add a player').click();
  await expect(page.getByText('No answer came when you added this.')).toBeVisible();
  await expect(names).toHaveValue('Mia\nTom');
  await names.fill('Ben\nTom\nMia');
  await banker.button('Add 3 players').click();
  await expect(page.getByText('3 players are in the game.')).toBeVisible();
  await expect(undo).toContainText('3 players added');
  const { items } = await host.api<{ items: { player_name: string }[] }>(`/games/${code}/players`);
  expect(items.map(({ player_name: name }) => name)).toEqual(['Banker', 'Mia', 'Tom', 'Ben']);
  await banker.button('Add a player').click();
  await expect(page.getByText('No answer came when you added this.')).toBeHidden();
});

test(
  'G2: a player whose answer was lost, and whose team is changed before the next press, is in that team once',
  LONG,
  async ({ game, desk, host }) => {
    const code = await game();
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
    await banker.button('Add a player').click();
    const team = page.getByRole('dialog').getByLabel('Team');
    const lost = await loseAnswers(page, '/games/*/players');
    await page.getByLabel('First name or nickname').fill('Mia');
    await team.selectOption({ label: 'Team 4' });
    await banker.button(/^Add$/).click();
    await expect(page.getByText('The laptop did not answer')).toBeVisible();
    await lost.stop();
    await team.selectOption({ label: 'Team 2' });
    await banker.button(/^Add$/).click();
    await expect(page.getByText(/Mia.* is in the game\./)).toBeVisible();
    const { items } = await host.api<{ items: { player_name: string; team_number: number | null }[] }>(
      `/games/${code}/players`,
    );
    expect(items.map((each) => [each.player_name, each.team_number])).toEqual([
      ['Banker', null],
      ['Mia', 2],
    ]);
  },
);
