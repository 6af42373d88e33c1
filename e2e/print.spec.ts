/** On paper: the summary and the history, in ink on white whatever the screen's colours, with nothing cut off. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { wordFaults } from './fit.harness.ts';
import { readPdf } from './pdf.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { allTeams, DIFFICULT_NAMES, joinGame, nameOf, nameTeams, populate } from './populate.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

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
    const whole = [
      'Infrastructure',
      'TheWonderfulWanderingWolves',
      'W'.repeat(20),
      'Anna-KatharinaMaria',
      'FinnC.',
    ];
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

for (const teams of [3, 4, 6, 9, 12])
  test(
    `no heading of the summary is left alone at the foot of a sheet, nor a table after one row: ${teams} teams`,
    longUnless(teams === 6),
    async ({ desk, game, host }) => {
      const code = await game({ schools: allTeams(teams), teams });
      const busy = await populate(host, code, { waiting: 0, active: 9, teams });
      for (const { id } of busy) await host.api(`/challenges/${code}/${id}/complete`, {});
      const banker = await desk();
      await banker.open(GAME);
      await banker.goTo('Summary');
      await expect(banker.page.getByRole('heading', { name: 'Players' })).toBeVisible();
      for (const { format } of PAPERS) {
        const sheets = readPdf(await banker.page.pdf({ format })).map(({ text }) => text);
        const sheet = sheets.find((text) => text.includes('Theplayers')) ?? '';
        const below = sheet.slice(sheet.indexOf('Theplayers'));
        const rows = Array.from({ length: 9 }, (_, index) => nameOf(index).replaceAll(' ', ''));
        expect(rows.filter((name) => below.includes(name)).length, format).toBeGreaterThan(1);
      }
    },
  );

/** As long as names may be: without a space, with one, and in short words. */
const LONG_TEAMS = ['W'.repeat(30), 'Internationalisationalists Utd', 'WWWWWW WWWWWWW WWWWWWWW WWWWWW'];
const LONG_GAME = 'W'.repeat(40);
/** What is printed on, within its margins or without any, upright or on its side, in pixels. */
const SHEETS = [
  { name: 'A4', width: 718, height: 1040 },
  { name: 'Letter', width: 740, height: 980 },
  { name: 'A4-whole', width: 794, height: 1123 },
  { name: 'Letter-whole', width: 816, height: 1056 },
  { name: 'A4-sideways', width: 1047, height: 718 },
];

/** Texts that leave their cell, or the words around a badge, and what is cut off. */
const beyondTheirCells = (page: Page): Promise<string[]> =>
  page.locator('main :is(th, td), main section > header > *').evaluateAll((cells) =>
    cells.flatMap((cell) => {
      if (!cell.checkVisibility({ visibilityProperty: true })) return [];
      const frame = cell.getBoundingClientRect();
      const isBeyond = [...cell.querySelectorAll('bdi, svg')].some((part) => {
        const { left, right } = part.getBoundingClientRect();
        return left < frame.left - 1 || right > frame.right + 1;
      });
      const isCut = getComputedStyle(cell).textOverflow === 'ellipsis' && cell.scrollWidth > cell.clientWidth;
      return isBeyond || isCut ? [`beyond its cell: "${cell.textContent}"`] : [];
    }),
  );

for (const locale of ['en', 'de', 'fr', 'es', 'ar'])
  test(
    `on paper the longest name of a team lies over no number and leaves no cell: ${locale}`,
    LONG,
    async ({ desk, game, host }) => {
      const code = await game({ schools: allTeams(4), teams: 4 });
      for (const [index, name] of LONG_TEAMS.entries())
        await host.api(`/games/${code}/teams/${index + 1}`, { name }, 'PATCH');
      const busy = await populate(host, code, { waiting: 0, active: 8, teams: 4 });
      for (const { id } of busy) await host.api(`/challenges/${code}/${id}/complete`, {});
      await joinGame(host, code, 'W'.repeat(20), 1);
      await host.api(`/games/${code}`, { name: LONG_GAME }, 'PATCH');
      const { page } = await desk(undefined, { locale });
      await page.getByRole('link', { name: new RegExp(LONG_GAME) }).click();
      const lobby = page.url();
      await page.emulateMedia({ media: 'print' });
      const found: string[] = [];
      for (const name of ['summary', 'history', 'seat_cards']) {
        await page.goto(`${lobby}&page=${name}`);
        const anna = page.locator('main bdi').getByText(nameOf(0), { exact: true });
        await expect(anna.first()).toBeVisible();
        for (const size of SHEETS) {
          await page.setViewportSize(size);
          const faults = [...(await wordFaults(page, 'main')), ...(await beyondTheirCells(page))];
          // Of what is longer than a line, a part has to go into the next one.
          const longer = /^broken inside: "(?:W{20,}|Internationalisationalists)"/;
          found.push(
            ...faults
              .filter((fault) => !longer.test(fault))
              .map((fault) => `${name}, ${size.name}: ${fault}`),
          );
          await takePicture(page, join(FOLDER, `long-${name}-${locale}-${size.name}.png`));
        }
      }
      expect(found).toEqual([]);
    },
  );
