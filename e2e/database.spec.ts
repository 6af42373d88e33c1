/** A host whose games are in a database: the desk says whose the backups are, and everything else goes as ever. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, findTestServer } from '../src/host/storage/postgres/postgres-server.harness.ts';
import { launchHost } from './launch.harness.ts';
import { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test as base } from './test.fixtures.ts';

const test = base.extend<object>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  host: async ({}, use) => {
    const { url } = await findTestServer();
    base.skip(url === null, 'No PostgreSQL answers here.');
    base.skip(process.env['HOST'] === 'electron', 'The desktop app keeps its games on the laptop.');
    const database = await createTestDatabase(url ?? '');
    const host = await RunningHost.start((launch) =>
      launchHost({ ...launch, options: [...launch.options, '--store', database.url] }),
    );
    await use(host);
    await host.dispose();
    await database.drop();
  },
});

test(
  'the desk says that backups are the database’s, what a wipe does not reach, and plays on after a restart',
  LONG,
  async ({ desk, game, host, phone }) => {
    const code = await game();
    const anna = await phone(code);
    await anna.join('Annabella', 1);
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    await host.kill();
    await host.restart();
    await anna.ask('Mine');
    await expect(banker.row(banker.waiting, 'Annabella')).toBeVisible();

    await banker.openMenu();
    await page.getByRole('menuitem', { name: 'Backups & files' }).click();
    const backups = page.locator('[data-part="backups"]');
    await expect(backups).toContainText('Whoever runs it also backs it up');
    await expect(backups.getByRole('button')).toHaveCount(0);
    const wipe = page.locator('[data-part="wipe"]');
    await expect(wipe).toContainText('Backups of the database still hold them');
  },
);

test('languages come from a folder into the database, and the desk says what stays as it is there', async ({
  desk,
  game,
  host,
}) => {
  await game();
  const { page } = await desk();
  await expect(page.getByText(GAME)).toBeVisible();
  await page.goto(`${host.ready.url}/banker/#seat=0&page=safekeeping`);
  const section = page.locator('[data-part="languages"]');
  await expect(section).toContainText('that puts it into the database');
  await expect(section).toContainText('only the command npm run languages removes it');
  const folder = join(host.data, 'languages');
  mkdirSync(folder);
  const put = (name: string) =>
    writeFileSync(
      join(folder, 'nl.json'),
      JSON.stringify({ format: 'trading-game-night-language', version: 1, name, texts: {} }),
    );
  const look = section.getByRole('button', { name: 'Look again' });
  for (const name of ['Nederlands', 'Hollands']) {
    put(name);
    await look.click();
    await expect(section.getByRole('listitem')).toContainText(name);
  }
  put('Nederlands');
  await look.click();
  const file = section.getByRole('listitem').first();
  await expect(file).toContainText('Hollands');
  await expect(file).toContainText('The database has had this file just as it is here before');
});
