/** No text of the phone breaks inside a word or lies over another, on the narrowest phone, with text twice as large, in any language. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_TAGS } from '../src/game/enums.ts';
import { BOARD_SIZES, DESK_SIZES, layoutFaults, PHONE_SIZES, resize, wordFaults } from './fit.harness.ts';
import { walkPhone } from './phone-walk.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { allTeams, populate, sayAndPlan } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/whole-words');
const SIZES = PHONE_SIZES.filter(({ name }) => name !== 'landscape');
/** As long as a name may be, with words as long as names have. */
const PLAYER = 'Bartholomew Cooper';
const TEAM = 'The Wonderful Wandering Wolves';

for (const tag of LANGUAGE_TAGS)
  test(`no text of the phone breaks inside a word: ${tag}`, LONG, async ({ game, host, phone }) => {
    test.setTimeout(300_000);
    mkdirSync(FOLDER, { recursive: true });
    const found: string[] = [];
    const named = async (options: object) => {
      const code = await game(options);
      await host.api(`/games/${code}/teams/1`, { name: TEAM }, 'PATCH');
      return code;
    };
    await walkPhone({ host, game: named, phone, tag, player: PLAYER }, async (page, state) => {
      const usual = page.viewportSize();
      for (const size of SIZES) {
        await resize(page, size);
        const faults = [...(await wordFaults(page)), ...(await layoutFaults(page))];
        found.push(...faults.map((fault) => `${state} at ${size.name}: ${fault}`));
        if (size.width === 320) await takePicture(page, join(FOLDER, `${tag}-${state}-${size.name}.png`));
      }
      if (usual !== null) await resize(page, { name: 'usual', ...usual });
    });
    expect(found).toEqual([]);
  });

test(
  'the desk leaves room for the name of the game beside the clock and the end, in every language',
  LONG,
  async ({ desk, game, host }) => {
    mkdirSync(FOLDER, { recursive: true });
    const code = await game();
    await sayAndPlan(host, code);
    const found: string[] = [];
    for (const tag of LANGUAGE_TAGS) {
      const { page } = await desk(await host.deskLink(), { locale: tag });
      await page.getByRole('link', { name: new RegExp(GAME) }).click();
      const bar = page.getByRole('banner');
      await expect(bar.getByText(/\b[89]:\d\d/)).toBeVisible();
      for (const size of DESK_SIZES.filter(({ text = 1 }) => text === 1)) {
        await resize(page, size);
        const lines = await bar
          .getByRole('heading')
          .evaluate(
            (name) =>
              name.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(name).fontSize),
          );
        if (lines > 2.5) found.push(`${tag} at ${size.name}: the name takes ${lines} lines`);
        found.push(...(await layoutFaults(page)).map((fault) => `${tag} at ${size.name}: ${fault}`));
        if (size.name === '1280') await takePicture(page, join(FOLDER, `desk-${tag}.png`));
      }
    }
    expect(found).toEqual([]);
  },
);

test(
  'on the board, no building breaks inside a word, in any language',
  LONG,
  async ({ browser, game, host }) => {
    const code = await game({ teams: 4, schools: allTeams(4) });
    await populate(host, code, { waiting: 8, active: 0, teams: 4 });
    const found: string[] = [];
    for (const tag of LANGUAGE_TAGS) {
      const context = await browser.newContext({ locale: tag });
      const board = await openBoard({ context, host }, code);
      await expect(board.locator('li[value="8"]')).toBeVisible();
      for (const size of BOARD_SIZES) {
        await resize(board, size);
        const faults = await wordFaults(board, 'li[value]');
        found.push(...faults.map((fault) => `${tag} at ${size.name}: ${fault}`));
      }
      await context.close();
    }
    expect(found).toEqual([]);
  },
);

/** From the narrowest phone to a wide window; in between, those of tablets and of two windows side by side. */
const WIDTHS = Array.from({ length: 27 }, (_, index) => 320 + index * 40);

test('who waits and who is busy is read at the desk, however wide its window is', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ teams: 4, schools: allTeams(4) });
  const names = ['Anna', PLAYER, 'Ben', 'Florentina'];
  await populate(host, code, { waiting: 2, active: 2, teams: 4, names: (index) => names[index] ?? '' });
  const banker = await desk();
  await banker.open(GAME);
  const found: string[] = [];
  for (const width of WIDTHS)
    for (const height of [720, 1000]) {
      const name = `${width} x ${height}`;
      await resize(banker.page, { name, width, height });
      const faults = [...(await wordFaults(banker.page, '[data-row]')), ...(await layoutFaults(banker.page))];
      found.push(...faults.map((fault) => `${name}: ${fault}`));
    }
  expect(found).toEqual([]);
});

test("a team's name of wide letters shrinks by its longest word, at the desk and where a phone chooses", async ({
  desk,
  game,
  host,
  phone,
}) => {
  const code = await game({ teams: 4 });
  const wide = ['WWWWWW WWWWWWW WWWWWWWW WWWWWW', 'MMMMMMM WWWWWWW', 'SWIMMERS MAMMOTHS', 'wwwwwww mmmmmmm'];
  for (const [index, name] of wide.entries())
    await host.api(`/games/${code}/teams/${index + 1}`, { name }, 'PATCH');
  const found: string[] = [];
  const page = await (await desk()).openPlayers(GAME);
  await expect(page.locator('[data-card] h3').filter({ hasText: 'SWIMMERS' })).toBeVisible();
  for (const size of DESK_SIZES.filter(({ name }) => !name.startsWith('1280-'))) {
    await resize(page, size);
    found.push(...(await wordFaults(page, '[data-card] h3')).map((fault) => `desk ${size.name}: ${fault}`));
  }
  const anna = await phone(code);
  await anna.join('Anna', null);
  await expect(anna.title).toHaveText('Choose your team');
  for (const size of SIZES.filter(({ text = 1 }) => text === 1)) {
    await resize(anna.page, size);
    found.push(
      ...(await wordFaults(anna.page, 'main button')).map((fault) => `phone ${size.name}: ${fault}`),
    );
  }
  expect(found).toEqual([]);
});
