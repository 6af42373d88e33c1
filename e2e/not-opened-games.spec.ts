/** Games of a database that cannot be opened: the list of games says of each why, and what can be done. */
import { createTestDatabase, findTestServer } from '../src/host/storage/postgres/postgres-server.harness.ts';
import { damageGame, writeAsNewer } from '../src/host/storage/postgres/spoilt-games.harness.ts';
import { launchHost } from './launch.harness.ts';
import { RunningHost } from './running-host.harness.ts';
import { expect, GAME, test as base } from './test.fixtures.ts';

const test = base.extend<{ databaseUrl: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  databaseUrl: async ({}, use) => {
    const { url } = await findTestServer();
    base.skip(url === null, 'No PostgreSQL answers here.');
    base.skip(process.env['HOST'] === 'electron', 'The desktop app keeps its games on the laptop.');
    const database = await createTestDatabase(url ?? '');
    await use(database.url);
    await database.drop();
  },
  host: async ({ databaseUrl }, use) => {
    const host = await RunningHost.start((launch) =>
      launchHost({ ...launch, options: [...launch.options, '--store', databaseUrl] }),
    );
    await use(host);
    await host.dispose();
  },
});

const WINDOWS = [
  { width: 1024, height: 768 },
  { width: 820, height: 1180 },
  { width: 320, height: 640 },
];

test('a damaged game is wiped from the list of games, and one of a newer version only says so', async ({
  databaseUrl,
  desk,
  game,
  host,
}) => {
  const [damaged, newer, sound] = [await game(), await game(), await game()];
  await host.kill();
  await damageGame(databaseUrl, damaged);
  await writeAsNewer(databaseUrl, newer);
  await host.restart();
  const { page } = await desk();
  await expect(page.getByText(GAME)).toBeVisible();
  await page.goto(`${host.ready.url}/banker/#seat=0`);
  const list = page.getByRole('region', { name: 'Games on this laptop' });
  const lineOf = (code: string) => list.getByRole('listitem').filter({ hasText: code });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(lineOf(damaged)).toContainText('its data in the database is damaged');
  await expect(lineOf(newer)).toContainText('Nothing is lost: update this program');
  await expect(lineOf(newer).getByRole('button')).toHaveCount(0);
  await expect(lineOf(sound).getByRole('link')).toBeVisible();

  const button = lineOf(damaged).getByRole('button', { name: `Wipe this game: ${damaged}` });
  await expect(button).toBeVisible();
  for (const window of WINDOWS) {
    await page.setViewportSize(window);
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 0.95 });
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([window.width, overhang]).toEqual([window.width, 0]);
  }

  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Wipe the game for good?' });
  const yes = dialog.getByRole('button', { name: 'Wipe for good' });
  await expect(yes).toBeDisabled();
  await dialog.getByLabel(`Type the code ${damaged} to go on`).fill(newer);
  await expect(yes).toBeDisabled();
  await dialog.getByLabel(`Type the code ${damaged} to go on`).fill(damaged.toLowerCase());
  await yes.click();
  await expect(page.getByText('is wiped')).toContainText(damaged);
  await expect(lineOf(damaged)).toHaveCount(0);
  // Whoever works by keyboard goes on in that list, where the line was.
  await expect(list).toBeFocused();
  await page.reload();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('main')).not.toContainText(damaged);
});
