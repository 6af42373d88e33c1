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
  const toggle = () => page.keyboard.press('p');
  const addTeam = async () => {
    await goTo('Players');
    await banker.button('Add a team').click();
    await expect(page.getByRole('main').getByRole('heading', { name: 'Team 5' })).toBeVisible();
    await expect(page.locator('[data-kind="info"]')).toContainText('Team 5');
  };
  for (const act of [toggle, toggle, addTeam]) {
    await act();
    await expect(undo).toHaveCount(0);
    await page.keyboard.press('z');
    await expect(page.getByText('What you did last has no Undo.')).toBeVisible();
    expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
  }
  await page.reload();
  await expect(banker.button('Add a team')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('What you did last has no Undo.')).toBeVisible();
  // What is done after that is the last again, and undone alone.
  await goTo('Desk');
  await banker.giveSuggested('Ben');
  await expect(undo).toHaveAccessibleName(/Ben/);
  await page.keyboard.press('z');
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
});
