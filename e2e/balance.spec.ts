/** Balancing teams: said first, and taken back in one step. */
import { joinGame } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('Balance teams says who would change teams, moves exactly those, and one Undo brings them back', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 2 });
  const names = ['Anna', 'Ben', 'Clara', 'David', 'Ella'];
  const ids: number[] = [];
  for (const name of names) ids.push((await joinGame(host, code, name, 1)).player_id);
  const teams = async () => {
    const { items } = await host.api<{ items: { player_name: string; team_number: number }[] }>(
      `/games/${code}/players`,
    );
    return names.map((name) => items.find(({ player_name }) => player_name === name)?.team_number);
  };
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.getByRole('link', { name: 'Players', exact: true }).click();
  const ask = banker.button(/^Balance teams/);
  const dialog = page.getByRole('dialog');
  await ask.click();
  await expect(dialog.getByText('2 players would change teams:', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText([/David.*from Team 1 to Team 2/, /Ella.*Team 2/]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await teams()).toEqual([1, 1, 1, 1, 1]);

  // Somebody joins, and another desk moves one of them meanwhile: what was said is what is done.
  await ask.click();
  await host.api(`/games/${code}/players/${ids[4]}`, { team_number: null }, 'PATCH');
  await joinGame(host, code, 'Finn', 2);
  await dialog.getByRole('button', { name: 'Move 2 players' }).click();
  await expect(
    page.getByText(/^Left where they are, because something else happened since: .*Ella/),
  ).toBeVisible();
  expect(await teams()).toEqual([1, 1, 1, 2, null]);
  await page.getByRole('link', { name: /^Desk/ }).click();
  await banker.button('Undo 1 player moved: what you did last').click();
  await expect.poll(teams).toEqual([1, 1, 1, 1, null]);
  await banker.button('Redo 1 player moved').click();
  await expect.poll(teams).toEqual([1, 1, 1, 2, null]);

  // Whoever had no team gets one, and changes none.
  await page.getByRole('link', { name: 'Players', exact: true }).click();
  await ask.click();
  await expect(dialog.getByText('1 player would get a team:', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await host.api(`/games/${code}/players/${ids[3]}`, { team_number: 1 }, 'PATCH');
  await ask.click();
  await expect(
    dialog.getByText('1 player would get a team and 1 player would change teams:', { exact: true }),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Move 2 players' }).click();
  await expect(
    page.getByText('1 player got a team and 1 player changed teams.', { exact: true }),
  ).toBeVisible();
});
