import { completeAll, joinGame, populate } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
/** The desk's history and summary follow the host, whatever they missed. */
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** More events than the host sends one by one to a page that comes back. */
const MANY_CHALLENGES = 104;

/** Asks, gives and finishes one after the other, as the host's owner; resolves with the newest challenge's ID. */
async function play(host: RunningHost, code: string, playerId: number, count: number): Promise<number> {
  let newest = 0;
  for (let each = 0; each < count; each += 1) {
    const request = { player_id: playerId, building_type: 'farm' };
    ({ id: newest } = await host.api<{ id: number }>(`/challenges/${code}/request`, request));
    const exercise = { challenge_type: 'push_ups', challenge_description: '20 push-ups', target_number: 20 };
    await host.api(`/challenges/${code}/${newest}/assign`, exercise);
    await host.api(`/challenges/${code}/${newest}/complete`, {});
  }
  return newest;
}

async function assistantLink(host: RunningHost, code: string): Promise<string> {
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'banker' });
  return url;
}

test(
  'G4: history and summary show what happened while the desk was out of reach, however much it was',
  LONG,
  async ({ host, game, desk }) => {
    test.slow();
    const code = await game();
    const { player_id: anna } = await joinGame(host, code, 'Anna', 1);
    await play(host, code, anna, 1);
    const [history, summary] = [await desk(), await desk(await assistantLink(host, code))];
    await history.open(GAME);
    await history.page.getByRole('link', { name: 'History' }).click();
    await summary.page.getByRole('link', { name: 'Summary' }).click();
    const rows = history.page.locator('tr[data-challenge]');
    await expect(rows).toHaveCount(1);
    await expect(summary.page.getByRole('main')).toContainText('challenges done1players');

    const pages = [history.page, summary.page];
    for (const page of pages) await page.context().setOffline(true);
    for (const { status } of [history, summary])
      await expect(status).not.toContainText('Live', { timeout: 60_000 });
    const newest = await play(host, code, anna, MANY_CHALLENGES);
    for (const page of pages) await page.context().setOffline(false);

    await expect(rows.first()).toHaveAttribute('data-challenge', String(newest));
    await expect(summary.page.getByRole('main')).toContainText(
      `challenges done${MANY_CHALLENGES + 1}players`,
    );
  },
);

test('a filter lists whatever comes to match, also what was asked for first, and also while it is fetching', async ({
  host,
  game,
  desk,
}) => {
  const code = await game();
  const [first, second] = await populate(host, code, { waiting: 0, active: 2, teams: 2 });
  if (first === undefined || second === undefined) throw new Error('Two players are active.');
  await host.api(`/challenges/${code}/${second.id}/complete`, {});
  const banker = await desk();
  await banker.open(GAME);
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await banker.page.getByRole('link', { name: 'History' }).click();
  const ids = () =>
    banker.page
      .locator('tr[data-challenge]')
      .evaluateAll((rows) => rows.map((row) => row.dataset['challenge']));
  await expect.poll(ids).toHaveLength(2);
  await banker.page.getByLabel('Status').selectOption('completed');
  await expect.poll(ids).toEqual([String(second.id)]);
  await completeAll(host, code);
  await expect.poll(ids).toEqual([String(second.id), String(first.id)]);

  // The answer is from before what is heard meanwhile.
  await banker.page.route(/\/history\?/, async (route) => {
    const response = await route.fetch();
    await answered;
    await route.fulfill({ response });
  });
  const asked = banker.page.waitForResponse(/\/history\?/);
  await banker.page.getByLabel('Status').selectOption('');
  await banker.page.getByLabel('Status').selectOption('completed');
  await host.api(`/challenges/${code}/${first.id}/undo`, {});
  await expect(banker.status).toContainText('Live');
  answer();
  await asked;
  await expect.poll(ids).toEqual([String(second.id)]);
});

test(
  'a desk that is out of reach while a part of it loads goes on once the laptop is back',
  LONG,
  async ({ host, game, desk }) => {
    test.slow();
    const code = await game();
    const { player_id: anna } = await joinGame(host, code, 'Anna', 1);
    await play(host, code, anna, 1);
    const banker = await desk();
    await banker.open(GAME);
    // Nothing that was not loaded yet arrives.
    await banker.page.route(/\/assets\//, (route) => route.abort());
    await banker.page.getByRole('link', { name: 'Summary' }).click();
    await expect(banker.page.getByRole('main')).toContainText('Counting...');
    await banker.page.waitForEvent('requestfailed', (request) => request.url().includes('/assets/'));
    await expect(banker.status).toContainText('Live');
    await banker.page.unroute(/\/assets\//);
    await expect(banker.page.getByRole('main')).toContainText('challenges done1players');
    // The chart is another one.
    await expect(banker.page.getByRole('main')).toContainText('Minutes of play');
  },
);

test('the buttons of the summary have their places while it is still counted', async ({
  host,
  game,
  desk,
}) => {
  const code = await game();
  const { player_id: anna } = await joinGame(host, code, 'Anna', 1);
  await play(host, code, anna, 1);
  const banker = await desk();
  await banker.open(GAME);
  const { page } = banker;
  let letCount = () => {};
  const counted = new Promise<void>((resolve) => {
    letCount = resolve;
  });
  await page.route(/\/challenges\/\w+\/history/, async (route) => {
    await counted;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Summary' }).click();
  await expect(page.getByRole('main')).toContainText('Counting...');
  const buttons = page.getByRole('main').getByRole('button', { name: /^(Show|Save|Print)/ });
  await expect(buttons).toHaveCount(3);
  letCount();
  await expect(page.getByRole('main')).toContainText('challenges done');
  await expect(buttons).toHaveCount(3);
});
