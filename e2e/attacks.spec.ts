/** What desk and phones say, and can do, when somebody floods the game with players or guesses PINs. */
import { expect, GAME, LONG, test } from './test.fixtures.ts';

const FLOOD = 110;

test('a removed flood is the last step of the desk: its line says so, and Z brings everybody back', async ({
  game,
  desk,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  for (let index = 0; index < FLOOD; index += 1)
    await fetch(`${host.ready.url}/api/v2/games/${code}/players`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ player_name: 'Anna', team_number: 1 }),
    });
  await banker.button('Remove all who joined from there').click();
  await expect(page.getByText(`${FLOOD} players removed.`)).toBeVisible();
  await expect(banker.happened).toContainText(`${FLOOD} players were removed from the game`);
  await expect(banker.happened.locator('button[aria-expanded]')).toHaveAccessibleName('Your last step');
  // Also once what says so at the place itself has gone.
  await page.reload();
  await expect(banker.button(/^Undo 110 players removed/)).toBeVisible();
  await page.keyboard.press('z');
  await expect(
    page.getByText(`${FLOOD} of ${FLOOD}`).or(page.getByText(`0 of ${FLOOD} connected`)),
  ).toBeVisible();
  await expect(banker.button(/^Undo 110 players removed/)).toHaveCount(0);
});

test(
  'a flood of players is removed with one press, and brought back with another, also after a reload',
  LONG,
  async ({ game, desk, host }) => {
    const code = await game();
    const banker = await desk();
    await banker.open(GAME);
    for (let index = 0; index < FLOOD; index += 1)
      await fetch(`${host.ready.url}/api/v2/games/${code}/players`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ player_name: 'Anna', team_number: 1 }),
      });
    await banker.button('Remove all who joined from there').click();
    await expect(banker.page.getByText(`${FLOOD} players removed.`)).toBeVisible();
    await banker.button('Bring them back').click();
    await expect(banker.page.getByText(`${FLOOD} players are back.`)).toBeVisible();

    await banker.button('Remove all who joined from there').click();
    await expect(banker.page.getByText(`${FLOOD} players removed.`)).toBeVisible();
    await host.restart();
    await banker.page.reload();
    await banker.page.getByRole('link', { name: 'Players', exact: true }).click();
    await banker.page.getByText(`${FLOOD} players removed`).click();
    await banker.button(/^Bring back all 110/).click();
    await expect(banker.page.getByText('Anna 110', { exact: true })).toBeVisible();
    await expect(banker.page.getByText(/removed$/)).toHaveCount(0);
  },
);

test('guesses at a PIN are told to the phone and the desk, which moves the seat', async ({
  game,
  desk,
  phone,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const zoe = await phone(code);
  await zoe.join('Zoë', 1);
  await expect(zoe.title).toHaveText('Pick a building');
  for (let index = 0; index < 5; index += 1)
    await fetch(`${host.ready.url}/api/v2/games/${code}/seats/recover`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ player_name: 'Zoë', seat_pin: 'wrong' }),
    });
  const note = zoe.page.getByText('Somebody is guessing your PIN.');
  await expect(note).toBeVisible();
  await zoe.page.reload();
  await expect(note).toBeVisible();
  await zoe.button('OK').click();
  await expect(note).toBeHidden();
  await zoe.ask('Farm');
  await expect(zoe.title).toHaveText("You're next");

  await banker.button(/^Move the seat of/).click();
  await expect(banker.page.getByRole('dialog').getByText(/#ticket=/)).toBeVisible();
});

test('a full game says so at the door and on the desk', LONG, async ({ game, desk, phone }) => {
  const code = await game({ settings: { max_players: 1 } });
  const first = await phone(code);
  await first.join('Anna', 1);
  await expect(first.title).toHaveText('Pick a building');
  const second = await phone(code);
  await second.join('Ben', null);
  await expect(second.page.getByText('This game is full')).toBeVisible();

  const banker = await desk();
  await banker.open(GAME);
  await expect(banker.page.getByText('The game is full: it has 1 player')).toBeVisible();
  await banker.page.getByRole('link', { name: 'Allow more in Set-up' }).click();
  await banker.button(/Rules/).first().click();
  const most = banker.page.getByRole('textbox', { name: 'Most players allowed' });
  await most.fill('2');
  await most.press('Enter');
  await second.button('Join').click();
  await expect(second.title).toHaveText('Choose your team');
});
