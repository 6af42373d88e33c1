/** Backups, games as files, and wiping a game with every name in it: from the desk, with phones watching. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Locator, Page } from '@playwright/test';
import { resealed } from '../src/host/faults/forged-export.harness.ts';
import type { Desk } from './pages.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

interface HistoryItem {
  readonly player_name: string;
  readonly building_type: string;
  readonly status: string;
  readonly challenge_description: string | null;
  readonly requested_at: string;
  readonly ended_at: string | null;
}

const part = (page: Page, name: string): Locator => page.locator(`[data-part="${name}"]`);

async function openSafekeeping(banker: Desk): Promise<void> {
  const { page } = banker;
  await banker.openMenu();
  await page.getByRole('menuitem', { name: 'Backups & files' }).click();
  await expect(page.getByRole('heading', { name: 'Backups & files' })).toBeVisible();
}

/** Makes a backup from the desk. */
async function backUp(banker: Desk): Promise<void> {
  await openSafekeeping(banker);
  await banker.button('Make a backup now').click();
  await expect(banker.page.getByText('The backup is made.')).toBeVisible();
}

/** Restores the newest backup made for this reason. */
async function restore({ page }: Desk, why: string): Promise<void> {
  const row = part(page, 'backups').getByRole('row').filter({ hasText: why }).first();
  await row.getByRole('button', { name: /^Restore/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Drags a file onto an element and drops it, as from the laptop's desktop. */
async function dropFile(onto: Locator, name: string, content: string): Promise<void> {
  await onto.evaluate(
    (place, [fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], fileName));
      for (const type of ['dragenter', 'dragover', 'drop'])
        place.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, content] as const,
  );
}

async function contentOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

test('a game goes back to a backup, on the desk and on every phone; and back again', async ({
  desk,
  game,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();
  await backUp(banker);
  await banker.page.getByRole('link', { name: 'Desk' }).click();
  await banker.giveSuggested('Anna');
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a farm!');
  const ben = await phone(code);
  await ben.join('Ben', 2);
  await expect(ben.title).toHaveText('Pick a building');
  await banker.openHappened();
  await expect(banker.happened).toContainText('earned');

  await openSafekeeping(banker);
  const row = part(banker.page, 'backups').getByRole('row').filter({ hasText: 'you asked for it' });
  await expect(row).toContainText(/\d steps/);
  await row.getByRole('button', { name: /^Restore/ }).click();
  await expect(banker.page.getByRole('dialog')).toContainText('A backup is made first');
  await banker.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(anna.title).toHaveText('You earned a farm!');
  await restore(banker, 'you asked for it');

  await expect(anna.title).toHaveText("You're next");
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();
  await expect(banker.page.getByText('is as it was')).toBeVisible();
  await banker.openHappened();
  await expect(banker.happened).not.toContainText('Ben');
  await expect(banker.happened).not.toContainText('earned');
  await expect(ben.title).toHaveText('This page lost its seat');
  await ben.button('Come back with name and PIN').click();
  await ben.button('I am new here').click();
  await ben.join('Ben', 2);
  await expect(ben.title).toHaveText('Pick a building');

  await openSafekeeping(banker);
  await restore(banker, 'before a restore');
  await expect(anna.title).toHaveText('You earned a farm!');
  await expect(banker.waiting.getByRole('listitem')).toHaveCount(0);
});

test('a phone forgets what never happened in the restored game', LONG, async ({ desk, game, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  const ben = await phone(code);
  await ben.join('Ben', 2);
  await expect(ben.title).toHaveText('Pick a building');
  await backUp(banker);
  await banker.page.getByRole('link', { name: 'Desk' }).click();
  await anna.ask('Farm');
  await banker.giveSuggested('Anna');
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a farm!');
  await ben.ask('Mine');
  await banker.giveSuggested('Ben');
  await ben.button('Done').click();
  await expect(ben.title).toHaveText('You earned a mine!');
  // Ben's page knows it from the history, Anna's from the live event.
  await ben.page.reload();
  await expect(ben.title).toHaveText('You earned a mine!');

  await openSafekeeping(banker);
  await restore(banker, 'you asked for it');
  await expect(anna.title).toHaveText('Pick a building');
  await expect(ben.title).toHaveText('Pick a building');
  await expect(banker.happened).not.toContainText('farm');
});

test(
  'a refused restore says why, changes nothing, and can be closed from the keyboard',
  LONG,
  async ({ desk, game, host }) => {
    const code = await game({ isStarted: false });
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    await backUp(banker);
    await host.api(`/games/${code}/start`, {});
    const row = part(page, 'backups').getByRole('row').filter({ hasText: 'you asked for it' });
    await expect(row).toContainText('1 step');
    const [name = ''] = readdirSync(join(host.data, 'backups'));
    writeFileSync(join(host.data, 'backups', name), 'not what it was');

    await row.getByRole('button', { name: /^Restore/ }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('The last step will be lost');
    await dialog.getByRole('button', { name: 'Restore' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('Not restored. Everything is as it was.');
    await expect(dialog.getByRole('alert')).toContainText('This backup is damaged. Choose another one.');
    await expect(dialog.getByRole('button', { name: 'Restore' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(banker.button('Pause')).toBeVisible();
    await page.reload();
    await expect(part(page, 'backups').getByRole('row').filter({ hasText: 'Damaged' })).toBeVisible();
    await expect(banker.button(/^Restore/)).toHaveCount(0);
  },
);

test(
  'a game can be saved as a file, and the file becomes a game with the same history',
  LONG,
  async ({ desk, game, host, phone }) => {
    const code = await game();
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const anna = await phone(code);
    await anna.join('Annabella', 1);
    await anna.ask('Farm');
    await expect(banker.row(banker.waiting, 'Annabella')).toBeVisible();
    await banker.giveSuggested('Annabella');
    await anna.button('Done').click();
    await expect(anna.title).toHaveText('You earned a farm!');
    await anna.button('Next').click();
    await anna.ask('Mine');
    // Her finished row may still be held under the mouse that gave her the exercise; the one with a suggestion is new.
    await expect(banker.suggestion('Annabella')).toBeVisible();

    await openSafekeeping(banker);
    const save = async () => {
      const coming = page.waitForEvent('download');
      await banker.button('Save as a file').click();
      return coming;
    };
    const plain = await save();
    expect(plain.suggestedFilename()).toMatch(new RegExp(`^game ${code} \\d{4}-\\d\\d-\\d\\d\\.jsonl$`));
    expect(await contentOf(plain)).not.toContain('Annabella');
    await page.getByLabel('With names').check();
    const named = await save();
    expect(named.suggestedFilename()).toMatch(/^Friday night \d{4}-\d\d-\d\d with names\.jsonl$/);
    expect(await contentOf(named)).toContain('Annabella');

    await page.getByRole('link', { name: 'All backups' }).click();
    await expect(part(page, 'house')).toBeVisible();
    const file = {
      name: named.suggestedFilename(),
      mimeType: '',
      buffer: Buffer.from(await contentOf(named)),
    };
    await page.locator('input[type="file"]').setInputFiles(file);
    await expect(page.getByRole('heading', { name: GAME, level: 1 })).toBeVisible();
    await expect(page.getByText('is here now')).toBeVisible();
    const made = /game=(\w+)/.exec(page.url())?.[1] ?? '';
    expect(made).not.toBe(code);
    await expect(banker.row(banker.waiting, 'Annabella')).toBeVisible();
    const historyOf = async (of: string) =>
      (await host.api<{ items: HistoryItem[] }>(`/challenges/${of}/history`)).items.map(
        ({ player_name, building_type, status, challenge_description, requested_at, ended_at }) => ({
          player_name,
          building_type,
          status,
          challenge_description,
          requested_at,
          ended_at,
        }),
      );
    const before = await historyOf(code);
    expect(before.map(({ status }) => status)).toEqual(['requested', 'completed']);
    expect(await historyOf(made)).toEqual(before);
  },
);

test('a file that is not a game is explained, and changes nothing', LONG, async ({ desk, game, host }) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await page.getByRole('link', { name: 'Backups & files' }).click();
  const whole = await fetch(`${host.ready.url}/api/v2/games/${code}/export`, {
    headers: { authorization: `Bearer ${host.ready.banker_token}` },
  }).then((response) => response.text());
  const files: readonly (readonly [name: string, content: string, said: RegExp])[] = [
    ['holiday.jpg', '\u0000PNG', /not a saved game.*Choose another file/],
    ['nothing.jsonl', '', /The file is empty/],
    [
      'newer.jsonl',
      resealed(whole.replace(/"version":\d+/, '"version":99')),
      /newer version of this program/,
    ],
    [
      'damaged.jsonl',
      whole.replace('"seq":1,', '"seq":3,'),
      /Line 2 of the file is damaged.*save the game again/,
    ],
    ['cut.jsonl', whole.slice(0, -60), /save the game again/],
  ];
  for (const [name, content, said] of files) {
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
    const alert = part(page, 'import').getByRole('alert');
    await expect(alert).toContainText(`${name} could not be brought in. Nothing was changed.`);
    await expect(alert).toContainText(said);
  }
  expect((await host.api<{ items: object[] }>('/games')).items).toHaveLength(1);

  await dropFile(part(page, 'import').getByText('or drop it'), 'whole.jsonl', whole);
  await expect(page.getByText('is here now')).toBeVisible();
  expect((await host.api<{ items: object[] }>('/games')).items).toHaveLength(2);
});

/** The content of every file in a folder. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

test('a wiped game disappears from desk, phone and assistant, and none of its names is left on the laptop', async ({
  desk,
  game,
  host,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Annabella', 1);
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'banker' });
  const assistant = await desk(`${host.ready.url}/banker/${new URL(url).hash}`);
  await openSafekeeping(assistant);
  await expect(part(assistant.page, 'export')).toBeVisible();
  await expect(part(assistant.page, 'backups')).toHaveCount(0);
  await expect(part(assistant.page, 'wipe')).toHaveCount(0);

  await backUp(banker);
  await expect(page.getByText('The game is still going on')).toBeVisible();
  await expect(banker.button('Wipe this game…')).toBeDisabled();
  await banker.end();
  await openSafekeeping(banker);
  expect(everythingIn(host.data)).toContain('Annabella');
  await banker.button('Wipe this game…').click();
  const sure = banker.button('Wipe for good');
  await expect(sure).toBeDisabled();
  await page.getByLabel(`Type the code ${code}`).fill('not this');
  await expect(sure).toBeDisabled();
  await page.getByLabel(`Type the code ${code}`).fill(code.toLowerCase());
  await page.keyboard.press('Enter');

  await expect(page.getByText('is wiped')).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(GAME) })).toHaveCount(0);
  await expect(anna.title).toHaveText('This game was deleted');
  await expect(assistant.page.getByText('This game was deleted.')).toBeVisible();
  await expect.poll(() => everythingIn(host.data)).not.toContain('Annabella');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your first game night' })).toBeVisible();
});

test(
  'the list of games and the desk report a damaged file, and lead to the backups',
  LONG,
  async ({ desk, game, host }) => {
    await game();
    await host.api('/backups', {});
    await host.stop();
    writeFileSync(join(host.data, 'games.sqlite3'), 'not what it was '.repeat(1_000));
    await host.restart();
    const banker = await desk();
    const { page } = banker;
    await expect(part(page, 'game-warnings')).toContainText('The file with the games was damaged');
    await banker.open(GAME);
    await expect(part(page, 'warnings')).toContainText('The file with the games was damaged');
    await part(page, 'warnings').getByRole('link', { name: 'Open Backups & files' }).click();
    await expect(part(page, 'backups').getByRole('row').filter({ hasText: 'Good' }).first()).toBeVisible();
    await page.getByRole('link', { name: 'All backups' }).click();
    await expect(part(page, 'game-warnings')).toContainText('goes on from the backup');
    await restore(banker, 'you asked for it');
    await expect(page.getByRole('heading', { name: GAME, level: 1 })).toBeVisible();
  },
);
