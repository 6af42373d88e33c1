/** What the banker reads beside a player is what that player gets. */
import { populate } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const NAMES = ['Anna', 'Ben', 'Clara', 'David'] as const;

test('a row goes on suggesting what it first did, whatever the others of the team are given', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 1, schools: [1] });
  const names = (index: number) => NAMES[index] ?? '';
  await populate(host, code, { waiting: NAMES.length, active: 0, teams: 1, names });
  const banker = await desk();
  await banker.open(GAME);
  const suggestion = (name: string) => banker.suggestion(name).locator('bdi').first();
  const reads = await Promise.all(NAMES.map((name) => suggestion(name).textContent()));
  const [annas = '', , claras] = reads;
  // Two of the team are at what is suggested to Anna and Clara: anything else would be suggested now.
  for (const name of ['Ben', 'David']) await banker.give(name, annas ?? '');
  await expect(banker.active.getByRole('listitem')).toHaveCount(2);
  await expect(suggestion('Anna')).toHaveText(annas ?? '');
  await banker.page.getByRole('link', { name: 'Players', exact: true }).click();
  await banker.page.getByRole('link', { name: /^Desk/ }).click();
  await expect(suggestion('Anna')).toHaveText(annas ?? '');

  await banker.row(banker.waiting, 'Anna').getByRole('checkbox').click();
  await banker.row(banker.waiting, 'Clara').getByRole('checkbox').click();
  await expect(suggestion('Anna')).toHaveText(annas ?? '');
  await expect(suggestion('Clara')).toHaveText(claras ?? '');
  await banker.button('Give each its suggestion').click();
  await expect(banker.row(banker.active, 'Anna')).toContainText(annas ?? '?');
  await expect(banker.row(banker.active, 'Clara')).toContainText(claras ?? '?');
});
