/** Seat cards: printed, scanned from the paper, and used; and the list of names that they are often made for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import arabic from '../src/renderer/shared/locales/ar/players.json' with { type: 'json' };
import german from '../src/renderer/shared/locales/de/players.json' with { type: 'json' };
import english from '../src/renderer/shared/locales/en/players.json' with { type: 'json' };
import spanish from '../src/renderer/shared/locales/es/players.json' with { type: 'json' };
import french from '../src/renderer/shared/locales/fr/players.json' with { type: 'json' };
import { Phone } from './pages.harness.ts';
import { readPdf, scanCodes } from './pdf.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { DIFFICULT_NAMES, nameOf, nameTeams } from './populate.harness.ts';
import { PHONE_HOSTNAME, type RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/seat-cards');
const PAPERS = [
  { format: 'A4', width: 595, height: 842 },
  { format: 'Letter', width: 612, height: 792 },
] as const;
/** The narrowest margin that printers keep, in points. */
const MARGIN = 14;
const ON_A_SHEET = 8;
/** Nine in team 1, which take two sheets; three in team 2; one without a team. */
const TEAM_1 = [...DIFFICULT_NAMES, nameOf(0), nameOf(1), nameOf(2)];
const TEAM_2 = [nameOf(3), nameOf(4), nameOf(5)];
const TEAMLESS = [nameOf(6)];
/** One of so many is opened on a phone; that the codes are all different, and each its player's, is read from the paper. */
const OPENED = 4;
const EVERYBODY = [...TEAM_1, ...TEAM_2, ...TEAMLESS];

interface SeatedPlayer {
  readonly player_id: number;
  readonly player_name: string;
  readonly role: string;
  readonly seat_pin: string;
}

async function addEverybody(host: RunningHost, code: string): Promise<readonly SeatedPlayer[]> {
  await nameTeams(host, code);
  for (const [player_names, team_number] of [
    [TEAM_1, 1],
    [TEAM_2, 2],
    [TEAMLESS, null],
  ] as const)
    await host.api(`/games/${code}/players/several`, { player_names, team_number });
  const { items } = await host.api<{ items: readonly SeatedPlayer[] }>(`/games/${code}/players`);
  return items.filter(({ role }) => role === 'player');
}

/** Prints the page; what is written on each sheet, and the links that its codes hold. */
async function printCards(page: Page, paper: (typeof PAPERS)[number], name: string) {
  mkdirSync(FOLDER, { recursive: true });
  const file = await page.pdf({ format: paper.format, preferCSSPageSize: false });
  writeFileSync(join(FOLDER, `${name}-${paper.format}.pdf`), file);
  return readPdf(file).map((sheet) => {
    expect(Math.abs(sheet.width - paper.width)).toBeLessThan(2);
    expect(Math.abs(sheet.height - paper.height)).toBeLessThan(2);
    expect(Math.min(...sheet.textStarts)).toBeGreaterThan(MARGIN);
    expect(Math.max(...sheet.textStarts)).toBeLessThan(sheet.width - MARGIN);
    for (const grey of sheet.largeFills) expect(grey).toBeGreaterThan(0.95);
    return { text: sheet.text, links: scanCodes(sheet) };
  });
}

/** In a browser that was never here before. */
async function scan(context: BrowserContext, link: string): Promise<Phone> {
  const page = await context.newPage();
  await page.goto(link);
  return new Phone(page);
}

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('cards scanned from the paper open their seats, once, on A4 and on Letter, and the PIN comes back', async ({
  browser,
  desk,
  game,
  host,
}) => {
  test.setTimeout(240_000);
  const code = await game();
  const players = await addEverybody(host, code);
  const banker = await desk(undefined, { colorScheme: 'dark' });
  const { page } = banker;
  await banker.open(GAME);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  await banker.button('Seat cards').click();
  await expect(banker.button(`Print ${EVERYBODY.length} cards`)).toBeEnabled();
  const where = page.getByLabel('The codes lead to');
  const byName = where.getByRole('option', { name: PHONE_HOSTNAME });
  await where.selectOption((await byName.getAttribute('value')) ?? '');
  await expect(page.locator('[data-card]')).toHaveCount(EVERYBODY.length);
  // The screen tells nobody what opens a seat.
  for (const { seat_pin } of players.slice(0, 2)) await expect(page.getByText(seat_pin)).toBeHidden();
  await expect(page.locator('[data-card] svg[data-modules]').first()).toBeHidden();

  const links: string[] = [];
  for (const paper of PAPERS) {
    const sheets = await printCards(page, paper, 'cards');
    expect(sheets.map((sheet) => sheet.links.length)).toEqual([ON_A_SHEET, 1, 3, 1]);
    const text = sheets.map((sheet) => sheet.text).join('');
    for (const { seat_pin } of players) expect(text).toContain(seat_pin);
    for (const words of [
      'W'.repeat(20),
      'Anna-KatharinaMaria',
      'TheWonderfulWanderingWolves',
      `${PHONE_HOSTNAME}:`,
    ])
      expect(text).toContain(words);
    links.push(...sheets.flatMap((sheet) => sheet.links.map((link) => link ?? 'unreadable')));
  }
  // The same codes on both papers: nothing was used between them.
  const scanned = [...new Set(links)];
  expect(links).toHaveLength(2 * EVERYBODY.length);
  expect(scanned).toHaveLength(EVERYBODY.length);
  const prefix = `http://${PHONE_HOSTNAME}:${host.ready.port}/j/${code}#ticket=card.`;
  const linkOf = ({ player_id }: SeatedPlayer) =>
    scanned.find((link) => link.startsWith(`${prefix}${player_id}.`)) ?? `no card for ${player_id}`;

  for (const player of players.filter((_each, index) => index % OPENED === 0)) {
    const context = await browser.newContext(PHONE);
    const phone = await scan(context, linkOf(player));
    await expect(phone.page.getByRole('banner')).toContainText(player.player_name);
    await context.close();
  }

  const [first] = players;
  if (first === undefined) throw new Error('Nobody is in the game.');
  const context = await browser.newContext(PHONE);
  const late = await scan(context, linkOf(first));
  await expect(late.title).toHaveText('This link does not work any more');
  await late.button('I was already playing').click();
  await late.page.getByLabel('Your name').fill(first.player_name);
  await late.page.getByLabel('PIN').fill(first.seat_pin);
  await late.button('Take my seat').click();
  await expect(late.page.getByRole('banner')).toContainText(first.player_name);
  // The same card, scanned once more on the phone that has the seat.
  const again = await scan(context, linkOf(first));
  await expect(again.page.getByRole('banner')).toContainText(first.player_name);
  await context.close();
});

const LANGUAGES = { 'en-GB': english, 'de-DE': german, 'fr-FR': french, 'es-ES': spanish, 'ar-EG': arabic };

for (const [locale, words] of Object.entries(LANGUAGES))
  test(
    `nothing on a card is cut off, at the desk nothing hangs over, in ${locale}`,
    LONG,
    async ({ desk, game, host }) => {
      test.setTimeout(120_000);
      const code = await game();
      await addEverybody(host, code);
      const banker = await desk(undefined, { locale });
      const { page } = banker;
      await banker.open(GAME);
      await page.goto(`${page.url()}&page=seat_cards`);
      await expect(page.getByRole('heading', { name: words.cards.title })).toBeVisible();
      await expect(page.locator('[data-card]')).toHaveCount(EVERYBODY.length);
      mkdirSync(FOLDER, { recursive: true });
      for (const [width, height] of [
        [1280, 800],
        [1024, 768],
      ] as const) {
        await page.setViewportSize({ width, height });
        await takePicture(page, join(FOLDER, `desk-${locale}-${width}.png`));
        const hangsOver = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        expect(hangsOver).toBe(false);
      }
      await page.emulateMedia({ media: 'print' });
      // As wide as A4 within its margins.
      await page.setViewportSize({ width: 718, height: 1040 });
      await page.screenshot({ path: join(FOLDER, `paper-${locale}.png`), fullPage: true });
      const cut = await page.locator('[data-card]').evaluateAll((cards) =>
        cards.flatMap((card) => {
          const frame = card.getBoundingClientRect();
          const sticksOut = [...card.querySelectorAll('*')].some((part) => {
            const { left, right, top, bottom, width } = part.getBoundingClientRect();
            return (
              width > 0 &&
              (left < frame.left - 1 ||
                right > frame.right + 1 ||
                top < frame.top - 1 ||
                bottom > frame.bottom + 1)
            );
          });
          return sticksOut ? [card.textContent] : [];
        }),
      );
      expect(cut).toEqual([]);
      for (const paper of PAPERS) {
        const sheets = await printCards(page, paper, `cards-${locale}`);
        expect(sheets.map(({ links }) => links.length)).toEqual([ON_A_SHEET, 1, 3, 1]);
        expect(sheets.flatMap(({ links }) => links)).not.toContain(null);
      }
    },
  );

test('a list of names is added in one act: faults by their lines, one Undo, one Redo', async ({
  desk,
  game,
}) => {
  await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  await banker.button('Add a player').click();
  await banker.button('Add a whole list').click();
  const dialog = page.getByRole('dialog');
  const add = dialog.getByRole('button', { name: /^Add( \d+ players?)?$/ });
  await expect(add).toBeDisabled();
  await dialog.getByLabel('Names, one per line').fill('Mia\n\nLeopoldina-Sophia of the hills\n---\nmia');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 3:' })).toContainText('Shorten it.');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 4:' })).toContainText(
    'at least one letter',
  );
  await expect(add).toBeDisabled();
  // A press beside the dialog does not close it over what is typed before it has asked.
  await page.mouse.click(3, 3);
  await banker.button('Keep typing').click();
  // A look at the form for one player loses neither what is typed here nor there.
  await dialog.getByLabel('Team').selectOption({ label: 'Team 2' });
  await banker.button('Add just one').click();
  await dialog.getByLabel('First name or nickname').fill('Zoe');
  await banker.button('Add a whole list').click();
  await expect(dialog.getByLabel('Names, one per line')).toHaveValue(/^Mia\n\nLeopoldina/);
  await expect(dialog.getByLabel('Team')).toHaveValue('2');
  await banker.button('Add just one').click();
  await expect(dialog.getByLabel('First name or nickname')).toHaveValue('Zoe');
  await banker.button('Add a whole list').click();
  await dialog.getByLabel('Team').selectOption('');
  await dialog.getByLabel('Names, one per line').fill('Mia\n\nLeo\nنور\nmia');
  await expect(dialog.getByRole('listitem')).toHaveCount(0);
  await dialog.getByLabel('Team').selectOption({ label: 'Team 2' });
  await add.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('4 players are in the game.')).toBeVisible();
  const card = page.getByRole('region', { name: 'Team 2' });
  await expect(card.getByRole('row')).toHaveText([/Leo/, /^Mia/, /mia 2/, /نور/]);
  await banker.button(/^Undo .*what you did last/).click();
  await expect(card.getByRole('row').filter({ hasText: 'Leo' })).toHaveCount(0);
  await expect(page.getByText('4 players removed')).toBeVisible();
  await banker.button(/^Redo 4 players added/).click();
  await expect(card.getByRole('row')).toHaveText([/Leo/, /^Mia/, /mia 2/, /نور/]);
});

test(
  'a player without a phone is run from the desk by keyboard alone',
  LONG,
  async ({ desk, game, host }) => {
    const code = await game();
    await host.api(`/games/${code}/players`, { player_name: 'Oma Frieda', team_number: 1 });
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const menu = page.getByRole('dialog', { name: 'Oma Frieda' });
    const ask = async (building: string) => {
      await page.keyboard.press('/');
      await page.keyboard.type('frieda');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect(menu).toBeVisible();
      const wanted = menu.getByRole('button', { name: building });
      for (let presses = 0; presses < 10; presses += 1) {
        if (await wanted.evaluate((button) => button === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      await expect(wanted).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(menu).toBeHidden();
      await expect(banker.row(banker.waiting, 'Oma Frieda')).toBeVisible();
      await page.keyboard.press('l');
      await expect(banker.suggestion('Oma Frieda')).toBeFocused();
    };
    await ask('Hospital');
    await page.keyboard.press('Enter');
    await expect(banker.row(banker.active, 'Oma Frieda')).toBeVisible();
    await page.keyboard.press('l');
    await expect(
      banker.row(banker.active, 'Oma Frieda').getByRole('button').and(page.locator(':focus')),
    ).toBeVisible();
    await page.keyboard.press('c');
    await expect(banker.happened).toContainText('Oma Frieda earned a hospital');
    await ask('Farm');
    await page.keyboard.press('x');
    await expect(banker.row(banker.waiting, 'Oma Frieda')).toBeHidden();
  },
);
