/** The laptop's disk is full, and then has room again: the alarm is on every page of the desk for just as long. */
import { join } from 'node:path';
import { canMount, makeDisk, type MountedDisk, noDisk } from '../src/host/storage/mounted-disk.harness.ts';
import { launchHost } from './launch.harness.ts';
import { RunningHost } from './running-host.harness.ts';
import { expect, GAME, test as base } from './test.fixtures.ts';

const DISK_BYTES = 16_000_000;

const test = base.extend<{ disk: MountedDisk }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  disk: async ({}, use) => {
    const disk = makeDisk();
    disk.mount(`size=${DISK_BYTES}`);
    await use(disk);
    disk.dispose();
  },
  host: async ({ disk }, use) => {
    const host = await RunningHost.start(({ options, userData }) => {
      const folder = options.indexOf('--data') + 1;
      return launchHost({ options: options.with(folder, join(disk.path, 'data')), userData });
    });
    await use(host);
    await host.dispose();
  },
});

/** Fills it until the host refuses what it is asked: what is in its files already may be written over. */
async function fillUntilRefused(disk: MountedDisk, host: RunningHost, code: string): Promise<void> {
  disk.fill();
  await expect(async () => {
    await expect(host.api(`/games/${code}`, { name: GAME }, 'PATCH')).rejects.toThrow('disk is full');
  }).toPass();
}

test(`that nothing can be saved is on every page of the desk with its reason, stays while the desk reads, and goes by itself${noDisk}`, async ({
  desk,
  disk,
  game,
  host,
}) => {
  test.skip(!canMount);
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const alarm = page.getByRole('alert').filter({ hasText: 'The laptop cannot save.' });
  await expect(alarm).toHaveCount(0);
  await fillUntilRefused(disk, host, code);
  // Nobody has pressed anything at this desk.
  await expect(alarm).toContainText('The laptop cannot save. The disk is full: free some space');
  await banker.button('Pause').click();
  await expect(alarm).toBeVisible();
  await expect(page.locator('[data-part="notice"]')).toHaveCount(0);

  const asked = () => page.waitForResponse((response) => response.url().endsWith('/api/v2/host'));
  const expectAlarm = async () => {
    await expect(alarm).toBeVisible();
    await asked();
    await expect(alarm).toHaveCount(1);
  };
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  for (const link of await links.all()) {
    await link.click();
    await expectAlarm();
  }
  for (const item of ['Backups & files', 'Phones and network']) {
    await banker.openMenu();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('heading', { name: item }).first()).toBeVisible();
    await expectAlarm();
  }
  await banker.openMenu();
  await page.getByRole('menuitem', { name: 'All games' }).click();
  await expect(page.locator('[data-part="games"]')).toBeVisible();
  await expectAlarm();
  for (const link of ['Backups & files', 'Exercises & templates']) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await expectAlarm();
    await page.getByRole('link', { name: 'All games' }).click();
  }

  disk.makeRoom();
  await expect(alarm).toHaveCount(0, { timeout: 30_000 });
  await banker.open(GAME);
  await banker.button('Pause').click();
  await expect(banker.button('Resume')).toBeVisible();
});
