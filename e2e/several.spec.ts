/** Several who wait get their exercises in one act, and one Undo takes it back. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { countInSight } from './fit.harness.ts';
import type { Desk } from './pages.harness.ts';
import { allTeams, nameOf, populate } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const tick = (banker: Desk, player: string): Locator =>
  banker.row(banker.waiting, player).getByRole('checkbox');
const rows = (banker: Desk) =>
  banker.waiting.getByRole('listitem').filter({ has: banker.page.getByRole('checkbox') });
const bar = (banker: Desk) => banker.page.getByRole('region', { name: 'For everybody ticked' });

test('ticked rows get their suggestions in one act, which one Undo takes back and one Redo does again', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4) });
  await populate(host, code, { waiting: 6, active: 0, teams: 4 });
  const banker = await desk();
  await banker.open(GAME);
  await expect(rows(banker)).toHaveCount(6);
  const names = [0, 1, 2, 3].map(nameOf);
  const suggested = await Promise.all(
    names.map((name) => banker.suggestion(name).locator('bdi').first().textContent()),
  );
  await tick(banker, nameOf(0)).click();
  await tick(banker, nameOf(3)).click({ modifiers: ['Shift'] });
  await expect(bar(banker)).toContainText('4 ticked');
  await bar(banker).getByRole('button', { name: 'Give each its suggestion' }).click();
  await expect(banker.active.getByRole('listitem')).toHaveCount(4);
  await expect(bar(banker)).toBeHidden();
  for (const [index, name] of names.entries())
    await expect(banker.row(banker.active, name)).toContainText(suggested[index] ?? '?');
  // The line names none of them; the list names all.
  await expect(banker.happened).toContainText(/4 players/);
  await banker.openHappened();
  for (const name of names)
    await expect(
      banker.happened.getByRole('listitem').filter({ hasText: `${name}’s exercise for` }),
    ).toHaveCount(1);
  await banker.happened.locator('button[aria-expanded]').click();
  // The list that closes leaves the mouse over those who wait, who would keep their places then.
  await banker.page.mouse.move(5, 5);

  await banker.page.keyboard.press('z');
  await expect(banker.active.getByRole('listitem')).toHaveCount(0);
  await expect(banker.happened).toContainText('4 players’ last steps were undone');
  await expect(rows(banker)).toHaveCount(6);
  // Just after the answer, a press counts as part of the one before.
  await expect(async () => {
    await banker.page.keyboard.press('Shift+Z');
    await expect(banker.active.getByRole('listitem')).toHaveCount(4, { timeout: 1_000 });
  }).toPass();
  await banker.page.reload();
  await banker.button(/^Undo exercises for 4 players: what you did last/).click();
  await expect(rows(banker)).toHaveCount(6);
});

test('who cancels meanwhile is told by name, loses the tick, and gets nothing', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4) });
  await populate(host, code, { waiting: 4, active: 0, teams: 4 });
  const banker = await desk();
  await banker.open(GAME);
  /** As the player does, or another desk. */
  const cancel = async (player: string) => {
    const id = await banker.row(banker.waiting, player).getAttribute('data-row');
    await host.api(`/challenges/${code}/${id}/cancel`, {});
  };
  await banker.button('Tick several').click();
  await banker.page.getByRole('menuitem', { name: 'All' }).click();
  await expect(bar(banker)).toContainText('4 ticked');
  await cancel(nameOf(1));
  await expect(bar(banker)).toContainText('3 ticked');

  // The next one goes while the press is on its way.
  await banker.page.route('**/assign-several', async (route) => {
    await cancel(nameOf(2));
    await route.continue();
  });
  await bar(banker).getByRole('button', { name: 'Give all the same…' }).click();
  await banker.page
    .getByRole('dialog')
    .getByRole('button', { name: /squats/ })
    .click();
  await expect(banker.page.getByText(/^2 of 3 got it\. No longer waiting: .*Cancelled/)).toContainText(
    nameOf(2),
  );
  await expect(banker.active.getByRole('listitem')).toHaveCount(2);
  for (const name of [nameOf(0), nameOf(3)])
    await expect(banker.row(banker.active, name)).toContainText('squats');
});

test('all of it goes by keyboard', async ({ desk, game, host }) => {
  const code = await game({ schools: allTeams(4) });
  await populate(host, code, { waiting: 3, active: 0, teams: 4 });
  const banker = await desk();
  await banker.open(GAME);
  await expect(rows(banker)).toHaveCount(3);
  for (const key of ['j', 't', 'j', 't', 'g']) await banker.page.keyboard.press(key);
  await expect(bar(banker).getByRole('button', { name: 'Give each its suggestion' })).toBeFocused();
  await banker.page.keyboard.press('Enter');
  await expect(banker.active.getByRole('listitem')).toHaveCount(2);
  await expect(banker.page.getByRole('heading', { name: /^Waiting/ })).toBeFocused();
});

test(
  'there is room for it at every size, with five rows on a small laptop',
  LONG,
  async ({ desk, game, host }) => {
    const code = await game({ schools: allTeams(4) });
    await populate(host, code, { waiting: 9, active: 0, teams: 4 });
    const banker = await desk();
    await banker.open(GAME);
    await tick(banker, nameOf(0)).click();
    await tick(banker, nameOf(1)).click();
    for (const [width, height] of [
      [1280, 800],
      [1024, 768],
      [820, 1180],
      [640, 360],
      [360, 740],
      [320, 640],
    ] as const) {
      await banker.page.setViewportSize({ width, height });
      for (const button of await bar(banker).getByRole('button').all()) {
        if (!(await button.isVisible())) continue;
        const box = await button.boundingBox();
        expect(
          Math.min(box?.width ?? 0, box?.height ?? 0),
          `${width}: ${await button.innerText()}`,
        ).toBeGreaterThanOrEqual(44);
        expect((box?.x ?? 0) + (box?.width ?? width)).toBeLessThanOrEqual(width);
      }
      const target = await banker.waiting.locator('label:has(input[type="checkbox"])').first().boundingBox();
      expect(Math.min(target?.width ?? 0, target?.height ?? 0)).toBeGreaterThanOrEqual(44);
      if (width === 1024) expect(await countInSight(rows(banker))).toBeGreaterThanOrEqual(5);
      if (process.env['PICTURES'] !== undefined)
        await banker.page.screenshot({ path: `${process.env['PICTURES']}/several-${width}.png` });
    }
    const { violations } = await new AxeBuilder({ page: banker.page }).setLegacyMode().analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  },
);
