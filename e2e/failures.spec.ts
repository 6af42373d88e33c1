/** What goes wrong on a game night: the laptop's process, the Wi-Fi, a second banker's click. */
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('G1: the host is killed in the middle of a challenge and restarts: nothing acknowledged is lost', async ({
  game,
  desk,
  host,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  const words = await banker.giveSuggested('Anna');
  await expect(anna.title).toHaveText(words);
  // 3, 2, 1 after the start is over.
  await expect(banker.page.locator('[data-part="start-count"]')).toHaveCount(0);
  await host.kill();
  await expect(anna.page.getByText('Not connected').first()).toBeVisible({ timeout: 12_000 });
  await expect(anna.title).toHaveText(words);
  // The desk, on the laptop itself, knows why; as on the host, no time runs there, while the phone's goes on.
  await expect(
    banker.page.getByText('The program on the laptop has stopped. Start it again: nothing is lost.'),
  ).toBeVisible({ timeout: 12_000 });
  const times = () => Promise.all([banker.row(banker.active, 'Anna').innerText(), banker.status.innerText()]);
  const still = await times();
  const left = await anna.secondsLeft();
  await expect.poll(() => anna.secondsLeft()).toBeLessThan(left - 1);
  expect(await times()).toEqual(still);
  await host.restart();
  await expect(anna.page.getByRole('banner')).toContainText('Live', { timeout: 15_000 });
  await expect(banker.status).toContainText('Live', { timeout: 15_000 });
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a farm!');
  await expect(banker.happened).toContainText('Anna earned a farm');
});

test('G2: a tap made offline is sent once, automatically, when the phone is back online', async ({
  game,
  desk,
  phone,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await anna.page.context().setOffline(true);
  await anna.ask('Farm');
  await anna.page.context().setOffline(false);
  await expect(anna.title).toHaveText("You're next", { timeout: 15_000 });
  await expect(banker.row(banker.waiting, 'Anna')).toHaveCount(1);
  expect(await host.api<unknown[]>(`/challenges/${code}/active`)).toHaveLength(1);
});

test('G2: a building tapped offline is not asked for again where the banker has entered it by hand meanwhile', async ({
  game,
  desk,
  phone,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await anna.page.context().setOffline(true);
  await anna.ask('Farm');
  const { items } = await host.api<{ items: { player_id: number; role: string }[] }>(
    `/games/${code}/players`,
  );
  const player = items.find(({ role }) => role === 'player');
  const request = { player_id: player?.player_id, building_type: 'farm' };
  const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, request);
  await host.api(`/challenges/${code}/${id}/assign`, { challenge_type: 'plank', target_number: 45 });
  await host.api(`/challenges/${code}/${id}/complete`, {});
  await anna.page.context().setOffline(false);
  await expect(anna.page.getByText('Somebody got there first, so nothing was changed.')).toBeVisible({
    timeout: 15_000,
  });
  await expect(anna.title).toHaveText('You earned a farm!');
  expect(await host.api<unknown[]>(`/challenges/${code}/active`)).toEqual([]);
  await anna.button('Next').click();
  await anna.ask('Farm');
  await expect(anna.title).toHaveText("You're next");
  await expect(banker.row(banker.waiting, 'Anna')).toHaveCount(1);
});

for (const tap of ['Done', 'Give this one up'] as const)
  test(`G2: “${tap}” tapped offline is for the exercise on the screen, not for one that is given meanwhile`, async ({
    game,
    desk,
    phone,
    host,
  }) => {
    const code = await game();
    const banker = await desk();
    await banker.open(GAME);
    const anna = await phone(code);
    await anna.join('Anna', 1);
    await anna.ask('Farm');
    const words = await banker.giveSuggested('Anna');
    await expect(anna.title).toHaveText(words);
    const [given] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
    const path = `/challenges/${code}/${given?.id}`;
    await anna.page.context().setOffline(true);
    if (tap === 'Give this one up') await anna.button("I can't do this").click();
    await anna.button(tap).click();
    await host.api(`${path}/undo`, {});
    await host.api(`${path}/assign`, { challenge_type: 'plank', target_number: 45 });
    await anna.page.context().setOffline(false);
    await expect(anna.page.getByText('Somebody got there first, so nothing was changed.')).toBeVisible();
    await expect(anna.title).toHaveText('Plank for 45 seconds');
    expect(await host.api(`/challenges/${code}/active`)).toMatchObject([{ status: 'assigned' }]);
    await anna.button('Done').click();
    await expect(anna.title).toHaveText('You earned a farm!');
  });

test(
  'a phone that was offline catches up on what happened in the meantime',
  LONG,
  async ({ game, desk, phone }) => {
    const code = await game();
    const banker = await desk();
    await banker.open(GAME);
    const anna = await phone(code);
    await anna.join('Anna', 1);
    await anna.ask('Farm');
    await expect(banker.row(banker.waiting, 'Anna')).toContainText('Farm');
    await anna.page.context().setOffline(true);
    const words = await banker.giveSuggested('Anna');
    await anna.page.context().setOffline(false);
    await expect(anna.title).toHaveText(words, { timeout: 15_000 });
  },
);

test('G3: two desks agree, and two clicks at once are one step', async ({ game, desk, host, phone }) => {
  const code = await game();
  const first = await desk();
  await first.open(GAME);
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'banker' });
  const second = await desk(`${host.ready.url}${new URL(url).pathname}${new URL(url).hash}`);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  for (const banker of [first, second]) {
    await expect(banker.row(banker.waiting, 'Anna')).toContainText('Farm');
  }
  // One of the two buttons may have gone before it is pressed.
  const press = (banker: typeof first) => banker.suggestion('Anna').click({ timeout: 3_000 });
  await Promise.allSettled([press(first), press(second)]);
  for (const banker of [first, second]) {
    await expect(banker.row(banker.active, 'Anna').getByRole('button')).not.toHaveCount(0);
  }
  const active = await host.api<{ status: string; version: number }[]>(`/challenges/${code}/active`);
  expect(active).toMatchObject([{ status: 'assigned', version: 2 }]);
  await second.pause();
  await expect(first.button('Resume')).toBeVisible();
});

test('a restarted browser brings the banker back to where she was', LONG, async ({ game, desk }) => {
  await game();
  const banker = await desk();
  await banker.open(GAME);
  await banker.page.getByRole('link', { name: 'History' }).click();
  const again = await banker.page.context().newPage();
  await banker.page.close();
  await again.goto(`${new URL(banker.page.url()).origin}/banker/`);
  await expect(again.getByRole('heading', { name: GAME, level: 1 })).toBeVisible();
});
