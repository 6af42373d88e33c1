/** A host whose games are in a database: the desk says whose the backups are, and everything else goes as ever. */
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
