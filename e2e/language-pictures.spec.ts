/** Pictures of a whole evening in every language: phone, desk and board, light and dark; `npm run pictures -- language`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_TAGS } from '../src/game/enums.ts';
import { BOARD_SIZES, DESK_SIZES, PHONE_SIZES, type Size } from './fit.harness.ts';
import { walkPhone } from './phone-walk.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { captureEvening, capturing } from './pictures/language-states.harness.ts';
import { allTeams } from './populate.harness.ts';
import { test } from './test.fixtures.ts';

const sizesOf = (all: readonly Size[], ...names: readonly string[]) =>
  all.filter(({ name }) => names.includes(name));

function folderOf(tag: string, page: string): string {
  const folder = join(import.meta.dirname, '../pictures/languages', tag, page);
  mkdirSync(folder, { recursive: true });
  return folder;
}

test.setTimeout(600_000);

for (const tag of LANGUAGE_TAGS) {
  test(`the phone in ${tag}`, async ({ game, host, phone }) => {
    const capture = capturing(folderOf(tag, 'phone'), sizesOf(PHONE_SIZES, '320', '360'));
    let count = 0;
    await walkPhone({ host, game, phone, tag }, async (page, state) => {
      count += 1;
      await capture(page, `${String(count).padStart(2, '0')}-${state.replaceAll(' ', '-')}`);
    });
  });

  test(`the desk and the board in ${tag}`, async ({ browser, desk, game, host }) => {
    const code = await game({ isStarted: false, schools: allTeams(4), settings: { completion: 'banker' } });
    const calm = { reducedMotion: 'reduce', locale: tag } as const;
    const { page } = await desk(undefined, calm);
    const context = await browser.newContext(calm);
    const board = await openBoard({ context, host }, code);
    await captureEvening({
      host,
      code,
      tag,
      desk: page,
      board,
      captureDesk: capturing(folderOf(tag, 'desk'), sizesOf(DESK_SIZES, '820', '1280')),
      captureBoard: capturing(folderOf(tag, 'board'), sizesOf(BOARD_SIZES, '1920')),
    });
    await context.close();
  });
}
