/** Teams at any time: added, folded with a challenge open, and brought back, while a phone is choosing. */
import { measure, PHONE_SIZES } from './fit.harness.ts';
import type { Phone } from './pages.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const seatNews = (phone: Phone) => phone.page.locator('[data-part="seat-news"]');

test('a team is added, folded with a challenge open and brought back; who is choosing sees it happen', async ({
  desk,
  game,
  phone,
}) => {
  const code = await game({ teams: 2 });
  const banker = await desk();
  await banker.open(GAME);
  const { page } = banker;
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await banker.giveSuggested('Anna');

  const choosing = await phone(code);
  await choosing.join('Ben', null);
  await expect(choosing.title).toHaveText('Choose your team');
  const where = choosing.page.getByRole('region', { name: 'Who is where' });
  const inTeam = (team: number | 'none') => where.locator(`[data-team="${team}"]`);
  await expect(inTeam(1)).toContainText('Anna');
  await expect(inTeam('none')).toContainText('Ben');
  const choices = choosing.page.getByRole('button', { name: /Team \d$/ });
  await expect(choices).toHaveCount(2);

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  await banker.button('Add a team').click();
  await expect(choices).toHaveCount(3);
  await expect(inTeam(3)).toContainText('nobody yet');

  await banker.button(/^Change .*Team 1/).click();
  await banker.button(/^Take out of play: .*Team 1/).click();
  // The one before may still be closing.
  const dialog = page.getByRole('dialog', { name: /^Take .* out of play/ });
  await expect(dialog).toContainText('1 open challenge goes along');
  await dialog.getByLabel('Where its players go').selectOption({ label: 'Team 3' });
  await dialog.getByRole('button', { name: 'Take out of play' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-part="folded-teams"]')).toContainText('Team 1');
  // Its card's place stays, so that no other team moves, and says why nobody is there.
  await expect(
    page.locator('[data-left="1"]').getByText(/^\u2068?Team 1\u2069? is out of play$/),
  ).toBeVisible();
  await expect(choices).toHaveCount(2);
  await expect(inTeam(1)).toHaveCount(0);
  await expect(inTeam(3)).toContainText('Anna');
  await expect(seatNews(anna)).toContainText('moved you to Team 3');
  // What she was doing goes along with her.
  await expect(anna.button('Done')).toBeVisible();

  await page
    .locator('[data-part="own-acts"]')
    .getByRole('button', { name: /team taken out of play/ })
    .click();
  await expect(page.locator('[data-part="folded-teams"]')).toHaveCount(0);
  await expect(choices).toHaveCount(3);
  await expect(inTeam(1)).toContainText('Anna');
  await expect(inTeam(3)).toContainText('nobody yet');
  await expect(seatNews(anna)).toHaveCount(0);
  await anna.button('Done').click();
  await choosing.button(/Team 3$/).click();
  await expect(choosing.title).toHaveText('Pick a building');
  await expect(seatNews(choosing)).toHaveCount(0);
});

test('a phone says once what the banker made of its team and its name, at every size and over a reload', async ({
  game,
  host,
  phone,
}) => {
  const code = await game({ isStarted: false, teams: 3 });
  await host.api(`/games/${code}/teams/2`, { name: 'The United Republics of Foxes' }, 'PATCH');
  const anna = await phone(code, { reducedMotion: 'reduce' });
  const { page } = anna;
  await anna.join('Anna', 1);
  await expect(anna.title).toContainText('Anna');
  // What somebody does here is no news.
  const drawer = await anna.openDrawer();
  await drawer.getByRole('button', { name: 'Team 3' }).click();
  await expect(drawer.getByText('Saved.')).toBeVisible();
  await anna.closeDrawer();
  await expect(page.getByRole('banner')).toContainText('Team 3');
  await expect(seatNews(anna)).toHaveCount(0);
  const id = Number(/seat=(\d+)/.exec(page.url())?.[1]);
  await page.context().setOffline(true);
  await host.api(
    `/games/${code}/players/${id}`,
    { team_number: 2, player_name: 'Bartholomew Cooper!' },
    'PATCH',
  );
  await page.context().setOffline(false);
  await expect(seatNews(anna)).toContainText('moved you to The United Republics of Foxes');
  await expect(seatNews(anna)).toContainText('you are Bartholomew Cooper! now');
  await page.reload();
  await expect(seatNews(anna)).toContainText('moved you to');
  const found: string[] = [];
  await measure({ page, sizes: PHONE_SIZES, themes: ['light', 'dark', 'sun'], found }, 'phone-seat-news');
  expect(found).toEqual([]);
  await seatNews(anna).getByRole('button').click();
  await expect(seatNews(anna)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('banner')).toContainText('Bartholomew');
  await expect(seatNews(anna)).toHaveCount(0);
});

test('what a player chooses late takes back nothing that the banker has done for them meanwhile', async ({
  game,
  host,
  phone,
}) => {
  const code = await game({ isStarted: false, teams: 3 });
  const anna = await phone(code);
  const { page } = anna;
  await anna.join('Anna', null);
  await expect(page.getByRole('button', { name: 'Team 1' })).toBeVisible();
  const id = Number(/seat=(\d+)/.exec(page.url())?.[1]);
  /** The banker is faster than what the player sends next. */
  const overtake = (change: object) =>
    page.route(
      `**/players/${id}`,
      async (route) => {
        await host.api(`/games/${code}/players/${id}`, change, 'PATCH');
        await route.continue();
      },
      { times: 1 },
    );
  await overtake({ team_number: 2 });
  const answer = page.waitForResponse(`**/players/${id}`);
  await page.getByRole('button', { name: 'Team 1' }).click();
  expect((await answer).status()).toBe(409);
  await expect(page.getByRole('banner')).toContainText('Team 2');

  await overtake({ player_name: 'Hannah' });
  const drawer = await anna.openDrawer();
  await drawer.getByRole('textbox').fill('Annika');
  await drawer.getByRole('button', { name: 'Change my name' }).click();
  await expect(drawer.getByText('The banker has changed your name in the meantime')).toBeVisible();
  await drawer.getByRole('button', { name: 'Change my name' }).click();
  await expect(drawer.getByText('Saved.')).toBeVisible();
  await anna.closeDrawer();
  await expect(page.getByRole('banner')).toContainText('Annika');
});
