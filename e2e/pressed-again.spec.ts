/** Pressed again after a lost answer, once something has happened since: that is a new press, and does what it says. */
import type { Page } from '@playwright/test';
import { loseAnswers } from './lost-answers.harness.ts';
import type { Desk } from './pages.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

interface Listed {
  readonly player_id: number;
  readonly player_name: string;
  readonly removed: boolean;
  readonly needs?: readonly string[];
}
const playersOf = async (host: RunningHost, code: string) =>
  (await host.api<{ items: readonly Listed[] }>(`/games/${code}/players`)).items;
const noAnswer = (page: Page) => page.getByText('The laptop did not answer').first();
const goTo = ({ page }: Desk, name: string) =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();

async function addPlayer(banker: Desk, name: string): Promise<void> {
  const dialog = banker.page.getByRole('dialog');
  await banker.button('Add a player').click();
  await dialog.getByLabel('First name or nickname').fill(name);
  await dialog.getByLabel('Team').selectOption({ label: 'Team 4' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
}

for (const who of ['the player', 'the banker'] as const)
  test(
    `G2: what suits a player is ticked again after ${who} has unticked it`,
    longUnless(who === 'the player'),
    async ({ game, phone, host }) => {
      const code = await game();
      const anna = await phone(code);
      await anna.join('Anna', 1);
      const drawer = await anna.openDrawer();
      const id = Number(/seat=(\d+)/.exec(anna.page.url())?.[1]);
      const box = drawer.locator('[data-part="needs"]').getByRole('checkbox').first();
      const count = async () =>
        (await playersOf(host, code)).find(({ player_id }) => player_id === id)?.needs?.length;
      const lost = await loseAnswers(anna.page, /\/players\/\d+$/, 'PATCH');
      await box.click();
      await expect.poll(count).toBe(1);
      await expect(drawer.getByText("That didn't work.")).toBeVisible();
      if (who === 'the player') await box.click();
      else await host.api(`/games/${code}/players/${id}`, { needs: [] }, 'PATCH');
      await expect.poll(count).toBe(0);
      await expect(box).not.toBeChecked();
      await lost.stop();
      await box.click();
      await expect(drawer.getByText('Saved.')).toBeVisible();
      expect(await count()).toBe(1);
      await expect(box).toBeChecked();
    },
  );

test('G2: the game pauses again after another desk has gone on', LONG, async ({ game, desk, host }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const status = async () => (await host.api<{ status: string }>(`/games/${code}`)).status;
  const lost = await loseAnswers(banker.page, /\/pause$/);
  await banker.pause();
  await expect(noAnswer(banker.page)).toBeVisible();
  expect(await status()).toBe('paused');
  await lost.stop();
  await host.api(`/games/${code}/resume`, {});
  await banker.pause();
  await expect(banker.button('Resume')).toBeVisible();
  expect(await status()).toBe('paused');
});

test('G2: whoever was added, and removed, is added again', async ({ game, desk, host }) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await goTo(banker, 'Players');
  const here = async () =>
    (await playersOf(host, code)).filter(
      ({ player_name: name, removed }) => name.startsWith('Oma') && !removed,
    ).length;
  const lost = await loseAnswers(page, /\/players$/);
  await addPlayer(banker, 'Oma Frieda');
  await expect(noAnswer(page)).toBeVisible();
  expect(await here()).toBe(1);
  await lost.stop();
  await page.keyboard.press('Escape');
  await banker.button('Throw it away').click();
  await page.getByRole('button', { name: /^What to do with .*Oma Frieda/ }).click();
  await page.getByRole('menuitem', { name: 'Remove from the game' }).click();
  await expect.poll(here).toBe(0);
  await addPlayer(banker, 'Oma Frieda');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await here()).toBe(1);
});

test(
  'G2: what was asked for in somebody’s name, and cancelled, is asked for again',
  LONG,
  async ({ game, desk, host }) => {
    const code = await game();
    await host.api(`/games/${code}/players/several`, { player_names: ['Oma Frieda'], team_number: 4 });
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const ask = async () => {
      await page.getByRole('button', { name: 'Ask for a building for \u2068Oma Frieda\u2069' }).click();
      await page.getByRole('dialog', { name: 'Oma Frieda' }).getByRole('button', { name: 'Farm' }).click();
    };
    const lost = await loseAnswers(page, /\/request$/);
    await ask();
    await expect(noAnswer(page)).toBeVisible();
    await lost.stop();
    const [request] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
    await page.keyboard.press('Escape');
    await host.api(`/challenges/${code}/${request?.id}/cancel`, {});
    await expect(banker.row(banker.waiting, 'Oma Frieda')).toHaveCount(0);
    await ask();
    await expect(banker.row(banker.waiting, 'Oma Frieda')).toHaveCount(1);
    await expect(page.getByRole('dialog', { name: 'Oma Frieda' })).toHaveCount(0);
  },
);

test('G2: an exercise of the library that was added, and deleted, is added again', async ({ desk, host }) => {
  const { page } = await desk();
  await page.getByRole('link', { name: 'Exercises & templates' }).click();
  const dialog = page.getByRole('dialog');
  const add = async () => {
    await page.getByRole('button', { name: 'Add an exercise' }).click();
    await dialog.getByLabel('What to do').fill('claps above the head');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  };
  const count = async () =>
    (await host.api<{ library: { exercises: unknown[] } }>('/library')).library.exercises.length;
  const before = await count();
  const lost = await loseAnswers(page, '/library/exercises');
  await add();
  await expect(noAnswer(page)).toBeVisible();
  expect(await count()).toBe(before + 1);
  await lost.stop();
  await page.reload();
  const remove = async () => {
    await page.getByRole('button', { name: /^Delete .*claps/ }).click();
    await dialog.or(page.getByRole('alertdialog')).getByRole('button', { name: 'Delete' }).click();
    await expect.poll(count).toBe(before);
  };
  await remove();
  await add();
  await expect(dialog).toHaveCount(0);
  expect(await count()).toBe(before + 1);
  // The host is shared.
  await remove();
});

test.describe('what is kept of a game', () => {
  const joins = async (host: RunningHost, code: string, ...names: readonly string[]) => {
    for (const name of names) await host.api(`/games/${code}/players`, { player_name: name, team_number: 1 });
  };
  const here = async (host: RunningHost, code: string) =>
    (await playersOf(host, code))
      .map(({ player_name: name }) => name)
      .filter((name) => name !== 'Banker')
      .join(' ');
  const openFiles = async (banker: Desk) => {
    await banker.openMenu();
    await banker.page.getByRole('menuitem', { name: 'Backups & files' }).click();
  };
  const backupsOf = async (host: RunningHost) =>
    (await host.api<{ items: readonly { name: string }[] }>('/backups')).items.map(({ name }) => name);

  test('G2: a backup is made again after players have joined', LONG, async ({ game, desk, host }) => {
    const code = await game();
    await joins(host, code, 'Anna');
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    await openFiles(banker);
    const lost = await loseAnswers(page, '/backups');
    await banker.button('Make a backup now').click();
    await expect(noAnswer(page)).toBeVisible();
    await lost.stop();
    const [first] = await backupsOf(host);
    await joins(host, code, 'Ben');
    await banker.button('Make a backup now').click();
    await expect(page.getByText('The backup is made.')).toBeVisible();
    expect((await backupsOf(host))[0]).not.toBe(first);
    await banker.button('Make a backup now').click();
    await expect(page.getByText('Nothing has happened since the newest backup')).toBeVisible();
  });

  test('G2: a backup is restored again after players have joined', async ({ game, desk, host }) => {
    const code = await game();
    await joins(host, code, 'Anna');
    await host.api('/backups', {});
    await joins(host, code, 'Ben');
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    await openFiles(banker);
    const dialog = page.getByRole('dialog');
    const ask = async () => {
      const rows = page.locator('[data-part="backups"]').getByRole('row');
      await rows
        .filter({ hasText: 'you asked for it' })
        .first()
        .getByRole('button', { name: /^Restore/ })
        .click();
      await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    };
    const lost = await loseAnswers(page, /\/restore$/);
    await ask();
    await expect(dialog.getByRole('alert')).not.toBeEmpty();
    expect(await here(host, code)).toBe('Anna');
    await lost.stop();
    await page.reload();
    await joins(host, code, 'Eva', 'Finn');
    await ask();
    await expect(dialog).toHaveCount(0);
    expect(await here(host, code)).toBe('Anna');
  });
});
