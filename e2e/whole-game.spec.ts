/** A game from the banker's first click, and the first design's two examples step by step. */
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a game, from the first click to the summary', async ({ host, desk, phone }) => {
  const banker = await desk();
  await banker.page.getByLabel('Name').fill('Summer camp');
  await banker.button('Create the game').click();
  await expect(banker.page.getByRole('heading', { name: 'Summer camp' })).toBeVisible();
  const { items } = await host.api<{ items: { game_code: string }[] }>('/games');
  const code = items[0]?.game_code ?? '';

  const phones = await Promise.all([phone(code), phone(code), phone(code)]);
  const [anna, tom, mia] = phones;
  for (const [index, name] of ['Anna', 'Tom', 'Mia'].entries()) await phones[index]?.join(name, index + 1);
  await expect(mia.title).toHaveText('You are in, Mia!');
  await banker.page.getByRole('link', { name: 'Desk' }).click();
  await expect(banker.page.getByText('3 players are in')).toBeVisible();
  await banker.button('Start the game').click();

  await anna.ask('Farm');
  await expect(anna.title).toHaveText("You're next");
  await tom.ask('Mine');
  await expect(tom.title).toHaveText('You are number 2');
  await mia.ask('School');
  const given = await banker.giveSuggested('Anna');
  await expect(anna.title).toHaveText(given);
  await banker.giveSuggested('Tom');
  await banker.giveSuggested('Mia');
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a farm!');
  await tom.button("I can't do this").click();
  await tom.button('Give this one up').click();
  await expect(tom.title).toHaveText('No problem');
  await banker.done('Mia');
  await expect(mia.title).toHaveText('You earned a school!');

  await banker.end();
  for (const each of phones) await expect(each.title).toHaveText('Game over');
  await banker.page.getByRole('link', { name: 'Summary' }).click();
  await expect(banker.page.getByRole('main')).toContainText('Anna');
});

test("the first design's Example 1: challenge request to assignment", async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const a = await phone(code);
  await a.join('A', 1);

  const requested = a.page.waitForRequest((call) =>
    call.url().endsWith(`/api/v2/challenges/${code}/request`),
  );
  await a.ask('Farm');
  expect((await requested).postDataJSON()).toMatchObject({ building_type: 'farm' });
  await expect(banker.row(banker.waiting, 'A')).toContainText('Farm');

  const assigned = banker.page.waitForRequest((call) => /\/challenges\/\w+\/\d+\/assign$/.test(call.url()));
  await banker.give('A', /20 push-ups/);
  expect((await assigned).postDataJSON()).toMatchObject({ challenge_type: 'push_ups', target_number: 20 });
  await expect(a.title).toHaveText('20 push-ups');
  await expect(a.timer).toHaveText(/^(10:00|9:5\d)$/);
  await expect(banker.row(banker.active, 'A')).toContainText('20 push-ups');
  await expect(banker.waiting).toContainText('0');
});

test("the first design's Example 2: challenge completion", async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const a = await phone(code);
  await a.join('A', 1);
  await a.ask('Farm');
  await banker.give('A', /20 push-ups/);

  const completed = a.page.waitForRequest((call) => /\/challenges\/\w+\/\d+\/complete$/.test(call.url()));
  await a.button('Done').click();
  await completed;
  await expect(a.title).toHaveText('You earned a farm!');
  await expect(banker.row(banker.active, 'A').getByRole('button')).toHaveCount(0);
  await expect(banker.happened).toContainText('A earned a farm');
  await a.button('Next').click();
  await expect(a.button(/^Farm/)).toContainText('built 1×');
});

test('the list of games follows what other desks do', LONG, async ({ desk, game, host }) => {
  const code = await game({ isStarted: false });
  const banker = await desk();
  const line = banker.page.getByRole('listitem').filter({ hasText: GAME });
  await expect(line).toContainText('Not started');
  await host.api(`/games/${code}/start`, {});
  await expect(line).toContainText('Running', { timeout: 10_000 });
  await host.api(`/games/${code}/end`, {});
  await expect(line).not.toContainText('Running', { timeout: 10_000 });
});
