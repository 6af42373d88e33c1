/** Moving a player to another team, and switching a school: steps of this page, which its Undo takes back. */
import type { Locator, Page } from '@playwright/test';
import { pressUntilTaken } from './keyboard.harness.ts';
import { assign, joinGame } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const teamOf = (host: RunningHost, code: string, name: string) => async () => {
  const { items } = await host.api<{ items: { player_name: string; team_number: number | null }[] }>(
    `/games/${code}/players`,
  );
  return items.find(({ player_name }) => player_name === name)?.team_number;
};

const hasSchool = (host: RunningHost, code: string) => async () => {
  const { items } = await host.api<{ items: { has_school: boolean }[] }>(`/games/${code}/teams`);
  return items[0]?.has_school;
};

async function moveByMenu(page: Page, name: string, to: string): Promise<void> {
  await page
    .getByRole('row', { name })
    .getByRole('button', { name: /^What to do with/ })
    .click();
  await page.getByRole('menuitem', { name: to }).click();
}

const ownUndo = (page: Page): Locator => page.locator('[data-part="own-acts"]').getByRole('button').first();
const line = (page: Page): Locator => page.locator('[data-part="happened"]');

test('a move is one step of this page, however it is made: the line says so, and Z and Undo take it back', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 3 });
  await joinGame(host, code, 'Kofi', 1);
  const team = teamOf(host, code, 'Kofi');
  const page = await (await desk()).openPlayers(GAME);
  const card = page.getByRole('region', { name: 'Team 2' });
  const moves = {
    menu: () => moveByMenu(page, 'Kofi', 'Team 2'),
    drag: () => page.getByRole('row', { name: 'Kofi' }).dragTo(card.getByRole('heading')),
    panel: async () => {
      await page.getByRole('row', { name: 'Kofi' }).getByText('Kofi').click();
      await page.locator('[data-part="player"]').getByLabel('Team', { exact: true }).selectOption('2');
    },
  };
  for (const move of Object.values(moves)) {
    await move();
    await expect.poll(team).toBe(2);
    await expect(line(page)).toContainText('Your last step');
    await expect(line(page)).toContainText('Kofi moved to Team 2');
    await expect(ownUndo(page)).toHaveAccessibleName(/^Undo .*Kofi.*: team changed, what you did last$/);
    await expect(card.getByRole('row', { name: 'Kofi' })).toBeVisible();
    await page.keyboard.press('z');
    await expect.poll(team).toBe(1);
    await expect(ownUndo(page)).toHaveAccessibleName(/^Redo .*Kofi.*: team changed$/);
    await expect(
      page.getByRole('region', { name: 'Team 1' }).getByRole('row', { name: 'Kofi' }),
    ).toBeVisible();
  }
  // A press right after an answer is refused.
  await expect(async () => {
    await page.keyboard.press('Shift+Z');
    expect(await team()).toBe(2);
  }).toPass();
  await expect(ownUndo(page)).toHaveAccessibleName(/^Undo/);
  await page.reload();
  await ownUndo(page).click();
  await expect.poll(team).toBe(1);
});

test('a move is not taken back once the player has been moved on, and nobody is moved from where this page does not show them', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 3 });
  const { player_id: id } = await joinGame(host, code, 'Kofi', 1);
  const team = teamOf(host, code, 'Kofi');
  const page = await (await desk()).openPlayers(GAME);
  await moveByMenu(page, 'Kofi', 'Team 2');
  await expect(ownUndo(page)).toHaveAccessibleName(/^Undo/);
  await host.api(`/games/${code}/players/${id}`, { team_number: 3 }, 'PATCH');
  await expect(page.locator('[data-part="overtaken"]')).toContainText('Kofi');
  await page.keyboard.press('z');
  await expect(page.locator('[data-part="notice"]')).toContainText(
    /Too late to undo “team changed”: .*Kofi.* has moved on\./,
  );
  expect(await team()).toBe(3);
});

test('a school that was switched by hand is switched back by Undo, unless the team has built one since', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 2 });
  const { player_id: id } = await joinGame(host, code, 'Kofi', 1);
  const school = hasSchool(host, code);
  const page = await (await desk()).openPlayers(GAME);
  const onOff = page.getByRole('region', { name: 'Team 1' }).getByRole('switch');
  await onOff.click();
  await expect.poll(school).toBe(true);
  await expect(line(page)).toContainText('Your last step');
  await expect(line(page)).toContainText('Team 1 now has a school');
  await expect(ownUndo(page)).toHaveAccessibleName(
    /^Undo .*Team 1.*: school switched on, what you did last$/,
  );
  await page.keyboard.press('z');
  await expect.poll(school).toBe(false);
  await expect(onOff).not.toBeChecked();
  await ownUndo(page).click();
  await expect.poll(school).toBe(true);
  await expect(ownUndo(page)).toHaveAccessibleName(/^Undo/);

  const { id: challenge } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
    player_id: id,
    building_type: 'school',
  });
  await assign(host, code, challenge);
  await host.api(`/challenges/${code}/${challenge}/complete`, {});
  await expect(page.locator('[data-part="overtaken"]')).toContainText('Team 1');
  await pressUntilTaken(page, 'z');
  await expect(page.locator('[data-part="notice"]')).toContainText(
    /Too late to undo “school switched on, .*Team 1.*”: more has happened since\./,
  );
  expect(await school()).toBe(true);
});

test('a move and a switch of another desk are taken back on their own lines, and this page’s own can be done again', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 2 });
  const { player_id: id } = await joinGame(host, code, 'Kofi', 1);
  const [team, school] = [teamOf(host, code, 'Kofi'), hasSchool(host, code)];
  const banker = await desk();
  const page = await banker.openPlayers(GAME);
  await host.api(`/games/${code}/players/${id}`, { team_number: 2 }, 'PATCH');
  await host.api(`/games/${code}/teams/1`, { has_school: true }, 'PATCH');
  await banker.openHappened();
  await expect(ownUndo(page)).toHaveCount(0);
  await banker.button(/^Undo: .*Team 1.* now has a school$/).click();
  await expect.poll(school).toBe(false);
  await banker.button(/^Undo: .*Kofi.* moved to .*Team 2/).click();
  await expect.poll(team).toBe(1);
  await expect(ownUndo(page)).toHaveCount(0);

  await moveByMenu(page, 'Kofi', 'Team 2');
  await expect.poll(team).toBe(2);
  // Opened anew, the list holds nothing back.
  await banker.happened.locator('button[aria-expanded]').click();
  await banker.openHappened();
  await banker.button(/^Undo: .*Kofi.* moved to .*Team 2/).click();
  await expect.poll(team).toBe(1);
  await expect(ownUndo(page)).toHaveAccessibleName(/^Redo .*Kofi/);
});
