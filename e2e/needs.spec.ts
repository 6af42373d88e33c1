/** What suits a body: said on the phone or at the desk, seen by player and banker alone, and something of equal value instead. */
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a player says quietly what suits, gets exercises that do, and swaps one; nobody else sees it', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const [kofi, mia] = [await phone(code), await phone(code)];
  await kofi.join('Kofi', 1);
  await mia.join('Mia', 1);
  const drawer = await kofi.openDrawer();
  await drawer.getByRole('checkbox', { name: "I'd rather sit" }).check();
  await expect(drawer.getByText('Saved.')).toBeVisible();
  await kofi.closeDrawer();

  await kofi.ask('Farm');
  await expect(banker.suggestion('Kofi')).toContainText(/sitting down: .*Kofi.* would rather sit/);
  await banker.give('Kofi', /Burpees/i);
  await expect(kofi.title).toHaveText('15 burpees');
  await expect(kofi.page.getByText('Sit: bend forward, come up and reach for the sky.')).toBeVisible();
  const row = banker.row(banker.active, 'Kofi');
  await expect(row).toContainText(/sitting down: .*Kofi.* would rather sit/);
  const mates = await mia.openDrawer();
  await expect(mates).toContainText('15 burpees');
  await expect(mates).not.toContainText(/sitting|would rather/);
  await mia.closeDrawer();

  await kofi.button("I can't do this").click();
  const offers = kofi.page.locator('[data-part="equal-offers"]');
  await expect(kofi.timer).toBeVisible();
  const other = offers.getByRole('button', { name: /sitting down|seated/ });
  const words = await other.innerText();
  await other.click();
  await expect(kofi.title).not.toHaveText('15 burpees');
  const swapped = (await kofi.title.innerText()).replaceAll(/\s+/g, ' ');
  expect(words).toContain(swapped);
  await expect(row).toContainText(swapped);
  await kofi.button(/^Undo/).click();
  await expect(kofi.title).toHaveText('15 burpees');
  await kofi.button("I can't do this").click();
  await kofi.button('Give this one up').click();
  await expect(kofi.title).toHaveText('No problem');
});

test(
  'the desk says what suits a player, keeps it for itself, and the board can hide the times',
  LONG,
  async ({ context, game, desk, phone, host }) => {
    const code = await game();
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const kofi = await phone(code);
    await kofi.join('Kofi', 1);
    const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
    const board = await context.newPage();
    await board.goto(`${host.ready.url}/board/${new URL(url).hash}`);
    await kofi.ask('Farm');
    await banker.give('Kofi', /Push-ups/i);
    await expect(board.getByRole('timer')).toBeVisible();

    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
    await page.getByRole('main').getByRole('row', { name: /Kofi/ }).click();
    const panel = page.locator('[data-part="player"]');
    await panel.getByRole('checkbox', { name: 'nothing on the floor' }).check();
    await expect(kofi.page.getByText("Stand at arm's length from a wall")).toBeVisible();
    await page.getByRole('checkbox', { name: /what suits them/ }).uncheck();
    const drawer = await kofi.openDrawer();
    await expect(drawer.getByText('The banker looks after this for now.')).toBeVisible();
    await kofi.closeDrawer();

    await host.api(`/games/${code}`, { settings: { board_times: false } }, 'PATCH');
    await expect(board.getByRole('timer')).toHaveCount(0);
    await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('20 push-ups');
  },
);

test(
  'a way that the exercise’s own name contradicts goes by a name of its own, for the player and the bankers',
  LONG,
  async ({ game, desk, phone }) => {
    const code = await game();
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const [kofi, mia] = [await phone(code), await phone(code)];
    await kofi.join('Kofi', 1);
    await mia.join('Mia', 1);
    const drawer = await kofi.openDrawer();
    await drawer.getByRole('checkbox', { name: 'No jumping' }).check();
    await expect(drawer.getByText('Saved.')).toBeVisible();
    await kofi.closeDrawer();
    await kofi.ask('Farm');
    await banker.button(/^Other exercises for .*Kofi/).click();
    const starJumps = page.getByRole('dialog').getByRole('button', { name: /star jumps/ });
    await expect(starJumps).toContainText('in another way: 25 step-out stars');
    await starJumps.click();
    await expect(kofi.title).toHaveText('25 step-out stars');
    await expect(kofi.page.getByText('Step out to the side instead of jumping')).toBeVisible();
    const row = banker.row(banker.active, 'Kofi');
    await expect(row).toContainText(/25 step-out stars.*without jumping: .*Kofi.* would rather not jump/);
    await kofi.button("I can't do this").click();
    const offers = kofi.page.locator('[data-part="equal-offers"]');
    await expect(offers.getByRole('button', { name: '25 seated stars' })).toBeVisible();
    await expect(offers).not.toContainText('jump');
    await expect(kofi.title).toHaveText('25 step-out stars');
    const mates = await mia.openDrawer();
    await expect(mates).toContainText('25 star jumps');
  },
);
