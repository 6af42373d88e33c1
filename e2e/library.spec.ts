/** The owner's exercises: made once, there in every game, and on another laptop by one file. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { RunningHost } from './running-host.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

const HEADER = '{"format":"trading-game-night-library","version":1}\n';

async function openExercises(page: Page, host: RunningHost): Promise<void> {
  await page.goto(`${host.ready.url}/banker/#seat=0&page=library`);
  await expect(page.getByRole('heading', { name: 'Exercises & templates', level: 1 })).toBeVisible();
}

async function bring(page: Page, name: string, content: string | Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Bring in a file' }).click();
  const chooser = await choosing;
  await chooser.setFiles({ name, mimeType: 'application/x-ndjson', buffer: Buffer.from(content) });
}

test(
  'an exercise of the library is given, is there in the next game, and goes to another laptop',
  LONG,
  async ({ browser, desk, game, host, phone }) => {
    const banker = await desk();
    const { page } = banker;
    await page.getByRole('link', { name: 'Exercises & templates' }).click();
    await expect(page.getByText('None yet. Add your first')).toBeVisible();
    await page.getByRole('button', { name: 'Add an exercise' }).click();
    await page.getByLabel('What to do').fill('hops over the rope');
    await page.getByLabel('Usual', { exact: true }).fill('12');
    await page.getByLabel('sitting down').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'hops over the rope' })).toBeVisible();

    for (const player of ['Anna', 'Ben']) {
      const code = await game();
      await page.goto(`${host.ready.url}/banker/#game=${code}&seat=0`);
      const theirs = await phone(code);
      await theirs.join(player, 1);
      await theirs.ask('Farm');
      await banker.give(player, /hops over the rope/);
      await expect(theirs.page.getByText(/hops over the rope/).first()).toBeVisible();
    }

    await openExercises(page, host);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    const saved = readFileSync(await (await saving).path());
    const other = await RunningHost.start();
    try {
      const context = await browser.newContext();
      const there = await context.newPage();
      await there.goto(await other.deskLink());
      await expect(there.getByRole('link', { name: 'Exercises & templates' })).toBeVisible();
      await openExercises(there, other);
      await bring(there, 'broken.jsonl', `${HEADER}{"exercise":{"name":"New","target":0}}\n`);
      await expect(there.getByRole('alert').filter({ hasText: 'Nothing was changed' })).toContainText(
        'Line 2:',
      );
      await bring(there, 'saved.jsonl', saved);
      await expect(there.getByText('New: 1. Replaced: 0. The same as before: 0.')).toBeVisible();
      await expect(there.getByRole('listitem').filter({ hasText: 'hops over the rope' })).toBeVisible();
      await context.close();
    } finally {
      await other.dispose();
    }
  },
);
