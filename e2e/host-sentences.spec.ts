/** What the host itself says reaches the desk in the desk's language: refusals, warnings and findings, provoked on a real host. */
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Response } from '@playwright/test';
import { removeFolder } from '../scripts/temporary-folder.ts';
import { resealed } from '../src/host/faults/forged-export.harness.ts';
import { outsideTheCatalogues } from './outside-the-catalogues.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

/** The codes and English sentences that the host has sent to a page. */
class HeardFromHost {
  readonly codes = new Set<string>();
  readonly sentences = new Set<string>();

  constructor(page: Page) {
    page.on('response', (response) => {
      if (response.headers()['content-type']?.includes('json') === true) void this.#read(response);
    });
  }

  async #read(response: Response): Promise<void> {
    try {
      this.#note(await response.json());
    } catch (error) {
      // A page that goes on to another one takes its answers along, and shows nothing of them.
      if (!(error instanceof Error)) throw error;
    }
  }

  #note(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
    for (const [name, inner] of entries) {
      if (typeof inner !== 'string') this.#note(inner);
      else if (name === 'code' || name === 'reason') this.codes.add(inner);
      else if (name === 'detail') this.sentences.add(inner);
    }
  }
}

/** Nothing on the page is the host's own English, or comes from anywhere but the catalogues. */
async function expectOwnWords(page: Page, heard: HeardFromHost, known: readonly string[]): Promise<void> {
  await expect(page.locator('[data-words="none"][lang="en"]')).toHaveCount(0);
  const text = await page.locator('body').innerText();
  expect([...heard.sentences].filter((sentence) => text.includes(sentence))).toEqual([]);
  expect(await outsideTheCatalogues(page, known)).toEqual([]);
}

async function inPseudo(page: Page): Promise<void> {
  const url = new URL(page.url());
  url.searchParams.set('lang', 'en-XA');
  await page.goto(url.href);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
  await expect(page.getByText(/\[/).first()).toBeVisible();
}

/** Leaves a laptop whose data was meddled with while the program was not running. */
async function meddle(host: RunningHost): Promise<void> {
  await host.stop();
  removeFolder(join(host.data, 'logs'));
  writeFileSync(join(host.data, 'logs'), 'no folder');
  writeFileSync(join(host.data, 'games.sqlite3'), 'not what it was');
  chmodSync(host.data, 0o755);
  await host.restart();
}

/** Calls what anybody may call, as a crowd does. */
async function crowdIn(host: RunningHost, code: string): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(`${host.ready.url}/api/v2/games/${code}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await Promise.all(
    Array.from({ length: 110 }, (_, index) => post('players', { player_name: `Guest ${index}` })),
  );
  for (let tries = 0; tries < 6; tries += 1)
    await post('seats/recover', { player_name: 'Guest 1', seat_pin: `no ${tries}` });
}

test('what the host says is in the words of the desk', LONG, async ({ desk, game, host }) => {
  test.setTimeout(120_000);
  const code = await game();
  await host.api('/backups', {});
  const whole = await fetch(`${host.ready.url}/api/v2/games/${code}/export`, {
    headers: { authorization: `Bearer ${host.ready.banker_token}` },
  }).then((response) => response.text());
  await meddle(host);
  await crowdIn(host, code);
  const banker = await desk();
  const { page } = banker;
  const heard = new HeardFromHost(page);
  await banker.open(GAME);
  await inPseudo(page);
  const known = [code, GAME, 'Guest ', 'Team ', '.local', 'to start dragging'];

  // Warnings on the desk, and what the doctor found.
  await expect
    .poll(() => [...heard.codes])
    .toEqual(expect.arrayContaining(['games_recovered', 'log_not_kept', 'many_joins', 'pin_guesses']));
  await expectOwnWords(page, heard, known);
  await page.evaluate(() => {
    location.hash = `${location.hash.replace(/&page=\w+/, '')}&page=doctor`;
  });
  await expect(page.locator('[data-part="ladder"]')).toBeVisible();
  await expectOwnWords(page, heard, known);

  // Files and backups that are refused.
  await page.evaluate(() => {
    location.hash = 'seat=0&page=safekeeping';
  });
  const alert = page.locator('[data-part="import"]').getByRole('alert');
  for (const [name, content, reason] of [
    ['holiday.jpg', '\u0000PNG', 'file_not_a_game'],
    ['newer.jsonl', resealed(whole.replace(/"version":\d+/, '"version":99')), 'file_newer'],
    ['damaged.jsonl', whole.replace('"seq":1,', '"seq":3,'), 'file_line_damaged'],
    ['cut.jsonl', `${whole.split('\n').slice(0, 2).join('\n')}\n`, 'file_incomplete'],
  ] as const) {
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
    await expect(alert).toContainText(name);
    await expect.poll(() => [...heard.codes]).toContain(reason);
    await expectOwnWords(page, heard, [...known, name]);
  }
  for (const name of readdirSync(join(host.data, 'backups')))
    writeFileSync(join(host.data, 'backups', name), 'not what it was');
  await page.locator('[data-part="backups"]').getByRole('row').nth(1).getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button').last().click();
  await expect.poll(() => [...heard.codes]).toContain('backup_damaged');
  await expect(dialog.getByRole('alert')).toContainText('[');
  // The component library has its own catalogues, in thirty languages, for the way out of a dialog that screen readers find.
  await expectOwnWords(page, heard, [...known, 'Dismiss']);
});
