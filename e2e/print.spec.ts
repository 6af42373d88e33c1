/** On paper: the summary and the history, in ink on white whatever the screen's colours, with nothing cut off. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readPdf } from './pdf.harness.ts';
import { allTeams, DIFFICULT_NAMES, nameOf, nameTeams, populate } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/print');
const PAPERS = [
  { format: 'A4', width: 595, height: 842 },
  { format: 'Letter', width: 612, height: 792 },
] as const;
/** The narrowest margin that printers keep, in points. */
const MARGIN = 14;

/** Prints the page on every paper; returns what is written on each, without spaces. */
async function printed(page: Page, name: string): Promise<string[]> {
  mkdirSync(FOLDER, { recursive: true });
  const texts: string[] = [];
  for (const { format, width, height } of PAPERS) {
    const file = await page.pdf({ format, preferCSSPageSize: false });
    writeFileSync(join(FOLDER, `${name}-${format}.pdf`), file);
    const pages = readPdf(file);
    expect(pages.length).toBeGreaterThan(0);
    for (const sheet of pages) {
      expect(Math.abs(sheet.width - width)).toBeLessThan(2);
      expect(Math.abs(sheet.height - height)).toBeLessThan(2);
      expect(sheet.text).not.toBe('');
      expect(Math.min(...sheet.textStarts)).toBeGreaterThan(MARGIN);
      expect(Math.max(...sheet.textStarts)).toBeLessThan(sheet.width - MARGIN);
      for (const grey of sheet.largeFills) expect(grey).toBeGreaterThan(0.95);
    }
    texts.push(pages.map(({ text }) => text).join(''));
  }
  return texts;
}

test(
  'summary and history are printed whole, in ink on white, from the dark colours',
  LONG,
  async ({ desk, game, host }) => {
    test.setTimeout(120_000);
    const code = await game({ schools: allTeams(4) });
    await nameTeams(host, code);
    const names = (index: number) => DIFFICULT_NAMES[index - 4] ?? nameOf(index);
    const busy = await populate(host, code, { waiting: 3, active: 30, teams: 4, names });
    for (const { id } of busy) await host.api(`/challenges/${code}/${id}/complete`, {});
    const { items } = await host.api<{ items: { player_id: number; role: string }[] }>(
      `/games/${code}/players`,
    );
    const player = items.findLast(({ role }) => role === 'player');
    // More than one page of the history, which the desk fetches by hundreds.
    for (let round = 0; round < 75; round += 1) {
      const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
        player_id: player?.player_id,
        building_type: 'farm',
      });
      await host.api(`/challenges/${code}/${id}/cancel`, {});
    }
    const banker = await desk(undefined, { colorScheme: 'dark' });
    const { page } = banker;
    await banker.open(GAME);
    const pages = page.getByRole('navigation', { name: 'Pages' });
    await pages.getByRole('link', { name: 'Summary' }).click();
    await expect(page.getByRole('heading', { name: 'Players' })).toBeVisible();
    const whole = ['Infrastructure', 'TheUnitedRepublics', 'W'.repeat(20), 'Anna-KatharinaMaria', 'FinnC.'];
    for (const text of await printed(page, 'summary'))
      for (const words of whole) expect(text).toContain(words);

    await pages.getByRole('link', { name: 'History' }).click();
    await expect(page.getByRole('row')).toHaveCount(101);
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'true');
    });
    await banker.button('Print').click();
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'true');
    await expect(page.getByRole('row')).toHaveCount(109);
    for (const text of await printed(page, 'history')) {
      for (const words of ['W'.repeat(20), 'Plankfor60seconds', 'Ben']) expect(text).toContain(words);
      expect(text).not.toContain('Showolder');
    }
  },
);
