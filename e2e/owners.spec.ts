/** Several owners on one installation: each comes by a link of their own, sees their own games, and goes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import { sha256 } from '../src/host/auth/owners.ts';
import { createTestDatabase, findTestServer } from '../src/host/storage/postgres/postgres-server.harness.ts';
import { launchHost } from './launch.harness.ts';
import { RunningHost } from './running-host.harness.ts';
import { expect, test as base } from './test.fixtures.ts';

const OWNERS = [
  { id: 7_001, name: '4th Bristol', secret: 'b'.repeat(43) },
  { id: 7_002, name: '2nd Leeds, with the Thursday and the Sunday groups', secret: 'l'.repeat(43) },
] as const;
const [BRISTOL, LEEDS] = OWNERS;
type Owner = (typeof OWNERS)[number];

const list = (owners: readonly Owner[]) =>
  owners
    .map(({ id, name, secret }) => JSON.stringify({ version: 1, id, name, secret_sha256: sha256(secret) }))
    .join('\n');

const test = base.extend<{ ownersFile: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  ownersFile: async ({}, use) => {
    const folder = makeTemporaryFolder('owners-');
    const path = join(folder, 'owners');
    writeFileSync(path, list(OWNERS));
    await use(path);
    removeFolder(folder);
  },
  host: async ({ ownersFile }, use) => {
    const { url } = await findTestServer();
    base.skip(url === null, 'No PostgreSQL answers here.');
    base.skip(process.env['HOST'] === 'electron', 'The desktop app has one owner.');
    const database = await createTestDatabase(url ?? '');
    const options = ['--store', database.url, '--owners-file', ownersFile];
    const host = await RunningHost.start((launch) =>
      launchHost({ ...launch, options: [...launch.options, ...options] }),
    );
    await use(host);
    await host.dispose();
    await database.drop();
  },
});

async function deskOf(browser: Browser, { ready }: RunningHost, { secret }: Owner): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`${ready.url}/banker/#ticket=owner.${secret}`);
  return page;
}

async function makeGame(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create the game' }).click();
  await expect(page).toHaveURL(/#game=[A-Z2-9]{6}/);
}

test('each owner finds their own games by their link, which leaves the address, and signs out', async ({
  browser,
  host,
  ownersFile,
}) => {
  const bristol = await deskOf(browser, host, BRISTOL);
  const signedIn = bristol.locator('[data-part="signed-in-as"]');
  await expect(signedIn).toContainText('Signed in as 4th Bristol');
  expect(bristol.url()).not.toContain(BRISTOL.secret);
  await makeGame(bristol, 'Bristol night');
  const game = bristol.url();

  const leeds = await deskOf(browser, host, LEEDS);
  await expect(leeds.locator('[data-part="signed-in-as"]')).toContainText('Signed in as 2nd Leeds');
  await expect(leeds.getByText('Your first game night')).toBeVisible();
  // Under a long name, the way out starts where the name's line does.
  await leeds.setViewportSize({ width: 400, height: 800 });
  const [line, way] = await Promise.all(
    ['span', 'svg'].map((part) => leeds.locator(`[data-part="signed-in-as"] ${part}`).first().boundingBox()),
  );
  expect(way?.y).toBeGreaterThanOrEqual((line?.y ?? NaN) + (line?.height ?? NaN));
  expect(way?.x).toBeCloseTo(line?.x ?? NaN, 0);
  await leeds.setViewportSize({ width: 1280, height: 800 });
  // The way to somebody else's game leads to one's own.
  await leeds.goto(game);
  await leeds.reload();
  await expect(leeds.getByText('Bristol night')).toHaveCount(0);

  await bristol.goto(`${host.ready.url}/banker/#seat=0&page=safekeeping`);
  await expect(bristol.locator('[data-part="backups"]')).toContainText('Whoever runs it also backs it up');
  await expect(bristol.getByRole('heading', { name: 'Languages' })).toHaveCount(0);
  await bristol.goto(`${host.ready.url}/banker/#seat=0`);
  await bristol.getByRole('link', { name: /Bristol night/ }).waitFor();
  await expect(bristol.getByRole('heading', { name: 'Your games' })).toBeVisible();
  await bristol.getByRole('button', { name: 'Sign out' }).click();
  await expect(bristol.getByText('This browser has no key to the desk')).toBeVisible();
  await bristol.reload();
  await expect(bristol.getByText('This browser has no key to the desk')).toBeVisible();

  // Whoever is taken out of the file is out, also in mid-game.
  await leeds.goto(`${host.ready.url}/banker/#seat=0`);
  await makeGame(leeds, 'Leeds night');
  writeFileSync(ownersFile, list([BRISTOL]));
  await expect(leeds.getByText('This desk was closed')).toBeVisible();
  await leeds.reload();
  await expect(leeds.getByText('This browser has no key to the desk')).toBeVisible();
});
