/** Seats survive whatever teenagers and phones do. */
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('reload: in every state of the phone, the same screen comes back', async ({
  game,
  desk,
  phone,
  host,
}) => {
  const code = await game({ isStarted: false, settings: { completion: 'banker' } });
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  const comesBack = async (title: string | RegExp) => {
    await expect(anna.title).toHaveText(title);
    await anna.page.reload();
    await expect(anna.title).toHaveText(title);
  };
  await comesBack('Join the game');
  await anna.join('Anna', null);
  await comesBack('Choose your team');
  await anna.button(/Team 1$/).click();
  await comesBack('You are in, Anna!');
  const drawer = await anna.openDrawer();
  // A name half typed outlives the choice of a team.
  await drawer.getByLabel('Your name').fill('Annab');
  await drawer.getByRole('button', { name: /Team 2$/ }).click();
  await expect(drawer.getByText('Saved.')).toBeVisible();
  await expect(drawer.getByLabel('Your name')).toHaveValue('Annab');
  await anna.closeDrawer();
  await banker.button('Start the game').click();
  await comesBack('Pick a building');
  await anna.ask('Farm');
  await comesBack("You're next");
  const words = await banker.giveSuggested('Anna');
  await comesBack(words);
  await banker.pause();
  await expect(anna.page.getByText('The banker paused the game')).toBeVisible();
  await comesBack(words);
  await expect(anna.page.getByText('The banker paused the game')).toBeVisible();
  await banker.resume();
  await anna.button('Done').click();
  await comesBack('Waiting for the banker');
  await banker.confirm('Anna');
  await comesBack('You earned a farm!');
  await anna.button('Next').click();
  await anna.ask('Mine');
  await anna.button('Cancel').click();
  await comesBack('No problem');
  await host.api(`/games/${code}/end`, {});
  await comesBack('Game over');
});

test('late join: in the middle of the game, and while it is paused', LONG, async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  await banker.pause();
  const late = await phone(code);
  await late.join('Late', 1);
  await expect(late.title).toHaveText('Pick a building');
  await late.ask('Farm');
  await expect(banker.row(banker.waiting, 'Late')).toContainText('Farm');
  await banker.resume();
  await banker.giveSuggested('Late');
  await expect(late.timer).toBeVisible();
});

test('a lost cookie: name and PIN bring the seat back, as it was', async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  const drawer = await anna.openDrawer();
  const pin = /PIN\D*(\d{4})/.exec(await drawer.innerText())?.[1] ?? '';
  await anna.closeDrawer();
  await anna.ask('Farm');
  const words = await banker.giveSuggested('Anna');
  await expect(anna.title).toHaveText(words);

  const other = await phone(code);
  await other.button('I was already playing').click();
  await other.page.getByLabel('Your name').fill('anna');
  await other.page.getByLabel('PIN').fill(pin);
  await other.button('Take my seat').click();
  await expect(other.title).toHaveText(words);
});

test(
  'on a small phone that three share, the others and the PIN are seen as soon as the drawer opens',
  LONG,
  async ({ game, host, phone }) => {
    const code = await game({ isStarted: false });
    const shared = await phone(code);
    await shared.page.setViewportSize({ width: 320, height: 640 });
    await shared.join('Anna', 1);
    for (const name of ['Maximilian-Alexander', 'Ben']) {
      await (await shared.openDrawer()).getByRole('button', { name: 'Add someone on this phone' }).click();
      await shared.join(name, 2);
    }
    const drawer = await shared.openDrawer();
    const isAtTheTop = async (others: readonly string[]) => {
      for (const name of others)
        await expect(drawer.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
      await expect(drawer.getByText(/^\d{4}$/)).toBeInViewport({ ratio: 1 });
    };
    await isAtTheTop(['Anna', 'Maximilian-Alexander']);
    await expect(drawer.getByLabel('Your name')).toHaveValue('Ben');
    await host.api(`/games/${code}/start`, {});
    await expect(drawer.getByRole('heading', { name: 'Busy in your team' })).toBeVisible();
    await isAtTheTop(['Anna', 'Maximilian-Alexander']);
    await drawer.getByRole('button', { name: 'Anna', exact: true }).click();
    await expect(shared.page.getByRole('banner')).toContainText('Anna');
    await shared.openDrawer();
    await isAtTheTop(['Ben', 'Maximilian-Alexander']);
  },
);

test('a wrong PIN opens nothing and says what to do', async ({ game, phone }) => {
  const code = await game();
  const anna = await phone(code);
  await anna.join('Anna', 1);
  const thief = await phone(code);
  await thief.button('I was already playing').click();
  await thief.page.getByLabel('Your name').fill('Anna');
  const drawer = await anna.openDrawer();
  const pin = /PIN\D*(\d{4})/.exec(await drawer.innerText())?.[1] ?? '0000';
  await thief.page.getByLabel('PIN').fill(pin === '1234' ? '4321' : '1234');
  await thief.button('Take my seat').click();
  await expect(thief.page.getByText('Name and PIN don’t match.')).toBeVisible();
});

test('a name that is too long is rejected before anything is sent', async ({ game, phone }) => {
  const code = await game();
  const anna = await phone(code);
  await anna.join('Anna-Katharina of the long, long name', null);
  await expect(anna.page.getByText('Too long by 17. Shorten it.')).toBeVisible();
  await expect(anna.page.getByText('37 of 20')).toBeVisible();
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
});

test(
  'a page that has lost its seat remembers the name, and after five wrong PINs refers to the banker',
  LONG,
  async ({ game, host, phone }) => {
    const code = await game();
    const anna = await phone(code);
    await anna.join('Anna', 1);
    const drawer = await anna.openDrawer();
    const pin = /PIN\D*(\d{4})/.exec(await drawer.innerText())?.[1] ?? '';
    await anna.closeDrawer();
    const id = Number(/seat=(\d+)/.exec(anna.page.url())?.[1]);
    const { ticket } = await host.api<{ ticket: string }>(`/games/${code}/tickets`, {
      for: 'seat',
      player_id: id,
    });
    const other = await phone(code);
    await other.page.goto(`${host.joinUrl(code)}#ticket=${ticket}`);
    await expect(other.title).toHaveText('Pick a building');

    await anna.button('Come back with name and PIN').click();
    await expect(anna.page.getByLabel('Your name')).toHaveValue('Anna');
    for (let tries = 0; tries < 6; tries += 1) {
      const answered = anna.page.waitForResponse(/recover/);
      await anna.page.getByLabel('PIN').fill(pin === '1234' ? '4321' : '1234');
      await anna.button('Take my seat').click();
      await answered;
    }
    await expect(anna.page.getByText('Wait a few minutes, or ask the banker')).toBeVisible();
  },
);

test('"Anna 2 is Anna": a phone that has lost everything joins again and gets the old seat', async ({
  game,
  desk,
  phone,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const lost = await phone(code);
  await lost.join('Anna', 1);
  await lost.ask('Farm');
  const words = await banker.giveSuggested('Anna');
  await expect(lost.title).toHaveText(words);
  await lost.page.close();

  const found = await phone(code);
  await found.join('Anna', 1);
  await expect(found.page.getByRole('banner')).toContainText('Anna 2');
  const { items } = await host.api<{ items: { player_id: number; player_name: string }[] }>(
    `/games/${code}/players`,
  );
  const idOf = (name: string) => items.find(({ player_name }) => player_name === name)?.player_id ?? 0;
  await host.api(`/games/${code}/players/${idOf('Anna 2')}/merge`, { into: idOf('Anna') });
  await expect(found.title).toHaveText(words);
  await expect(found.page.getByRole('banner')).not.toContainText('Anna 2');
});

test('a blocked phone that is let back in carries on with one tap', async ({ game, host, phone }) => {
  const code = await game();
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  const player = `/games/${code}/players/${/seat=(\d+)/.exec(anna.page.url())?.[1]}`;
  await host.api(player, { blocked: true }, 'PATCH');
  await expect(anna.title).toHaveText('This page lost its seat');
  await anna.button('Connect again').click();
  await expect(anna.title).toHaveText('This page lost its seat');
  await host.api(player, { blocked: false }, 'PATCH');
  await anna.button('Connect again').click();
  await expect(anna.title).toHaveText('Pick a building');
});

test('the phone of a player who is removed and restored carries on by itself', async ({
  game,
  host,
  phone,
}) => {
  const code = await game();
  const anna = await phone(code);
  await anna.join('Anna', 1);
  const { items } = await host.api<{ items: { player_id: number; role: string }[] }>(
    `/games/${code}/players`,
  );
  const id = items.find(({ role }) => role === 'player')?.player_id ?? 0;
  await host.api(`/games/${code}/players/${id}`, undefined, 'DELETE');
  await expect(anna.title).toHaveText('You were removed from the game');
  await host.api(`/games/${code}/players/${id}/restore`, {});
  await expect(anna.title).toHaveText('Pick a building');
});

test('the way back to a seat opens once the laptop is back that was away when it was asked for', async ({
  game,
  phone,
}) => {
  const code = await game();
  const { page } = await phone(code);
  await expect(page.getByLabel('Your name')).toBeVisible();
  const LATER = /\/assets\/coming-back/;
  await page.route(LATER, (route) => route.abort());
  await page.getByRole('button', { name: 'I was already playing' }).click();
  await expect(page.getByRole('heading', { name: 'This is taking a while' })).toBeVisible();
  await expect(page.getByText('We keep trying.')).toBeVisible();
  await page.unroute(LATER);
  await expect(page.getByLabel('PIN')).toBeVisible();
});
