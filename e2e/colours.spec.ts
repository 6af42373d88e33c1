/** Colours that the browser or the system imposes: pages that are darkened unasked, and contrast themes. */
import type { Locator } from '@playwright/test';
import { THEMES } from '../src/renderer/shared/theme.ts';
import { contrastThemeFaults } from './access-checks.harness.ts';
import { setTheme } from './pictures/capture.harness.ts';
import { allTeams, claim, populate } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

// What a browser makes of it is not seen here: the one that tests run in darkens every page once it is told to, or none.
test('the Sun theme alone asks browsers that darken pages by themselves to leave it light', async ({
  game,
  phone,
}) => {
  const { page } = await phone(await game());
  await expect(page.getByLabel('Your name')).toBeVisible();
  const asked: Record<string, string> = {};
  for (const theme of THEMES) {
    await setTheme(page, theme);
    asked[theme] = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  }
  expect(asked).toEqual({ light: 'light', dark: 'dark', sun: 'light only', night: 'dark' });
});

/** What is chosen of these, by its background. In a contrast theme, most have the same one. */
const backgrounds = (all: Locator): Promise<string[]> =>
  all.evaluateAll((elements) => elements.map((element) => getComputedStyle(element).backgroundColor));

test('in a contrast theme, what is chosen, running or connected is still told apart', async ({
  desk,
  game,
  host,
  phone,
}) => {
  const contrast = { forcedColors: 'active' } as const;
  const code = await game({ schools: allTeams(4), settings: { max_active_per_player: 3 } });
  const anna = await phone(code, contrast);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(anna.title).toHaveText("You're next");
  const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
  await host.api(`/challenges/${code}/${open?.id}/assign`, { challenge_type: 'push_ups', target_number: 20 });
  await expect(anna.button('Done')).toBeVisible();
  const bar = anna.page.locator('[style*="scaleX"]');
  expect(await backgrounds(bar)).not.toEqual(await backgrounds(bar.locator('..')));
  const tabs = anna.page.getByRole('navigation').getByRole('button');
  expect(new Set(await backgrounds(tabs)).size).toBe(2);

  await populate(host, code, { waiting: 2, active: 0, teams: 4 });
  const banker = await desk(undefined, contrast);
  await banker.open(GAME);
  const pages = banker.page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  expect(new Set(await backgrounds(pages)).size).toBe(2);
  await pages.filter({ hasText: 'Set-up' }).click();
  const steps = banker.page.getByRole('navigation', { name: 'Steps' }).getByRole('button');
  await expect(steps.first()).toBeVisible();
  expect(new Set(await backgrounds(steps)).size).toBe(2);
  await host.api(`/games/${code}/teams/2`, { has_school: false }, 'PATCH');
  await pages.filter({ hasText: 'Players' }).click();
  const schools = banker.page.getByRole('switch', { name: /School/ });
  await expect(schools).toHaveCount(4);
  await expect(schools.nth(1)).not.toBeChecked();
  const shown = await backgrounds(schools);
  expect(shown[1]).not.toBe(shown[0]);
  const dot = banker.page.locator('[data-connection="live"] > [aria-hidden]').first();
  expect(await backgrounds(dot)).not.toEqual(await backgrounds(banker.page.locator('body')));
});

test(
  'in a contrast theme, a main button under the pointer and a row that waits to be confirmed have no colour of ours',
  LONG,
  async ({ desk, game, host }) => {
    const code = await game({ isStarted: false, schools: allTeams(4), settings: { completion: 'banker' } });
    const banker = await desk(undefined, { reducedMotion: 'reduce' });
    const { page } = banker;
    await banker.open(GAME);
    await banker.button('Start the game').hover();
    expect(await contrastThemeFaults(page)).toEqual([]);
    await host.api(`/games/${code}/start`, {});
    const [first] = await populate(host, code, { waiting: 1, active: 1, teams: 4 });
    if (first !== undefined) await claim(host, code, first);
    await banker.button(/^Confirm that .*Anna/).hover();
    expect(await contrastThemeFaults(page)).toEqual([]);
  },
);
