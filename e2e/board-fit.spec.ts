/** Nothing is cut off on the board: see `fit.spec.ts`, whose matrix this belongs to. */
import { FINALE_STEPS } from '../src/game/enums.ts';
import { BOARD_SIZES, countInSight, layoutFaults, measure, resize } from './fit.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import {
  allTeams,
  done,
  fillGame,
  finish,
  joinGame,
  MESSAGE,
  nameOf,
  populate,
  sayAndPlan,
} from './populate.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** How high letters at the end are at least, in shares of the wall. */
const LEAST_LETTERS = 0.025;

/** More than have room. */
const CROWD = 14;

test(
  'the board shows everybody in turn, those with least time left always, and a pause fills it',
  LONG,
  async ({ context, game, host }) => {
    const code = await game({ schools: allTeams(4) });
    const board = await openBoard({ context, host }, code);
    await populate(host, code, { waiting: 0, active: CROWD, teams: 4 });
    const rows = board.getByRole('region', { name: 'Doing it now' }).getByRole('listitem');
    await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
    const seen = new Set<string>();
    const everybody = Array.from({ length: CROWD }, (_each, index) => nameOf(index));
    await expect(async () => {
      const texts = await rows.allInnerTexts();
      for (const name of everybody) if (texts.some((text) => text.includes(name))) seen.add(name);
      // The first got 300 s, the others more.
      expect(texts[0]).toContain('Anna');
      expect(texts.length).toBeGreaterThanOrEqual(7);
      expect(texts.length).toBeLessThan(everybody.length);
      expect([...seen].toSorted()).toEqual(everybody.toSorted());
    }).toPass({ intervals: [200], timeout: 40_000 });
    // Below a message, too.
    await host.api(`/games/${code}/message`, { text: MESSAGE });
    await expect(board.locator('[data-part="message"]')).toContainText(MESSAGE);
    expect(await countInSight(rows)).toBeGreaterThanOrEqual(6);
    await host.api(`/games/${code}/pause`, {});
    await expect(board.locator('[data-screen="paused"]')).toContainText('Paused');
    expect(await layoutFaults(board)).toEqual([]);
  },
);

test('somebody at the board holds a page for as long as they want to read it, turns on by hand, and lets it go again', async ({
  context,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4) });
  const board = await openBoard({ context, host }, code);
  await board.clock.install();
  await populate(host, code, { waiting: 0, active: CROWD, teams: 4 });
  const list = board.getByRole('region', { name: 'Doing it now' });
  const rows = list.getByRole('listitem');
  const page = list.getByText(/^\d of \d$/);
  await expect(async () => {
    await board.clock.runFor(1_000);
    await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 100 });
    await expect(page).toBeVisible({ timeout: 100 });
  }).toPass();
  await list.getByRole('button', { name: 'Stay on this page', pressed: false }).press('Enter');
  const [held, names] = [await page.innerText(), await rows.allInnerTexts()];
  // Past each of the moments at which it would turn: after all of them it might be back where it was.
  for (let turn = 0; turn < 5; turn += 1) {
    await board.clock.runFor(7_000);
    expect(await page.innerText()).toBe(held);
    expect((await rows.allInnerTexts()).map(firstLine)).toEqual(names.map(firstLine));
  }
  await list.getByRole('button', { name: 'Next page' }).press('Enter');
  await expect(page).not.toHaveText(held);
  expect(await layoutFaults(board)).toEqual([]);
  await list.getByRole('button', { name: 'Stay on this page', pressed: true }).press('Enter');
  const seen = new Set<string>();
  await expect(async () => {
    await board.clock.runFor(3_000);
    seen.add(await page.innerText());
    expect(seen.size).toBeGreaterThan(1);
  }).toPass();
});

test("a winner's name in two lines stands in the middle of the wall with its badge", async ({
  context,
  game,
  host,
}) => {
  const code = await game({ schools: [1] });
  await host.api(`/games/${code}/teams/1`, { name: 'MMMMMM WWWWWWW' }, 'PATCH');
  await done(host, code, (await joinGame(host, code, 'Zoë', 1)).player_id, 1);
  await host.api(`/games/${code}/end`, {});
  await host.api(`/games/${code}/finale`, { step: 'first' });
  const board = await openBoard({ context, host }, code);
  await board.emulateMedia({ reducedMotion: 'reduce' });
  const name = board.locator('[data-step="first"] bdi').filter({ hasText: 'MMMMMM' });
  for (const size of [...BOARD_SIZES].filter(({ name: each }) => each !== '1024')) {
    await resize(board, size);
    await expect(name).toBeVisible();
    const beside = () =>
      name.evaluate((element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        const badge = element.closest('li')?.querySelector('svg') ?? element;
        return {
          lines: words.getClientRects().length,
          left: badge.getBoundingClientRect().left,
          right: innerWidth - words.getBoundingClientRect().right,
        };
      });
    await expect.poll(async () => (await beside()).lines, size.name).toBe(2);
    await expect
      .poll(async () => Math.abs((await beside()).left - (await beside()).right), size.name)
      .toBeLessThan(8);
  }
});

/** Without the time that is left. */
function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

test('matrix: the board', LONG, async ({ context, game, host }) => {
  test.setTimeout(900_000);
  const code = await game({ isStarted: false, schools: allTeams(4), settings: { completion: 'banker' } });
  const page = await openBoard({ context, host }, code);
  // What is still on its way in would be measured where it does not stay.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found: string[] = [];
  const matrix = { page, sizes: BOARD_SIZES, themes: ['light', 'dark'], found };
  await expect(page.getByText('Nobody is here yet')).toBeVisible();
  await measure(matrix, 'board-joining');
  await host.api(`/games/${code}/start`, {});
  await fillGame(host, code, 15);
  await expect(page.locator('[data-part="newest-call"]')).toBeVisible();
  await measure({ ...matrix, sizes: BOARD_SIZES.slice(0, 1) }, 'board-call');
  await expect(page.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
  await measure(matrix, 'board-playing');
  await sayAndPlan(host, code);
  await expect(page.locator('[data-part="message"]')).toContainText(MESSAGE);
  await measure(matrix, 'board-message');
  await host.api(`/games/${code}/pause`, {});
  await expect(page.locator('[data-screen="paused"]')).toBeVisible();
  await measure(matrix, 'board-paused');
  await context.setOffline(true);
  await expect(page.getByText('The laptop can’t be reached')).toBeVisible({ timeout: 15_000 });
  await measure(matrix, 'board-away');
  await context.setOffline(false);
  await finish(host, code);
  await host.api(`/games/${code}/end`, {});
  await expect(page.getByText('The game is over')).toBeVisible({ timeout: 15_000 });
  await measure(matrix, 'board-ended');
  const showSteps = async () => {
    for (const step of FINALE_STEPS) {
      await host.api(`/games/${code}/finale`, { step });
      await expect(page.locator(`[data-step="${step}"]`)).toBeVisible();
      await expect(page.getByText('Counting')).toHaveCount(0);
      await measure(matrix, `board-finale-${step}`);
    }
  };
  // What the banker says waits until it is closed.
  await host.api(`/games/${code}/finale`, { step: 'opening' });
  await expect(page.locator('[data-part="message"]')).toHaveCount(0);
  await host.api(`/games/${code}/message`, undefined, 'DELETE');
  await showSteps();
  await host.api(`/games/${code}/next`, {});
  await expect(page.locator('[data-part="next-round"]')).toBeVisible();
  await measure(matrix, 'board-next-round');
  expect(found).toEqual([]);
});

test(
  'the address of the game stands in one line while there is room, and what is over grows with the wall',
  LONG,
  async ({ context, game, host }) => {
    const code = await game({ teams: 7, schools: allTeams(7) });
    const board = await openBoard({ context, host }, code);
    await board.emulateMedia({ reducedMotion: 'reduce' });
    await populate(host, code, { waiting: 1, active: 0, teams: 7 });
    await host.api(`/games/${code}/message`, { text: MESSAGE });
    await expect(board.locator('[data-part="message"]')).toContainText(MESSAGE);
    const found: string[] = [];
    const linesOf = (element: Element) => {
      const words = document.createRange();
      words.selectNodeContents(element);
      return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size;
    };
    const address = board.getByRole('complementary').getByText(`/j/${code}`);
    const check = async (state: string) => {
      for (const size of BOARD_SIZES) {
        await resize(board, size);
        const lines = await address.evaluate(linesOf);
        if (lines > 1) found.push(`${state} at ${size.name}: the address has ${lines} lines`);
        found.push(...(await layoutFaults(board)).map((fault) => `${state} at ${size.name}: ${fault}`));
        await takePicture(board, `pictures/fit/address-${state}-${size.name}.png`);
      }
    };
    await check('message');
    await host.api(`/games/${code}/message`, undefined, 'DELETE');
    await expect(board.locator('[data-part="message"]')).toHaveCount(0);
    await check('playing');
    await populate(host, code, {
      waiting: 4,
      active: 0,
      teams: 7,
      names: (index) => `More ${nameOf(index)}`,
    });
    await expect(board.locator('li[value="5"]')).toBeVisible();
    await check('waiting');

    for (const team of allTeams(7))
      await done(host, code, (await joinGame(host, code, `Helper ${team}`, team)).player_id, 1);
    await host.api(`/games/${code}/end`, {});
    await expect(board.getByText('The game is over')).toBeVisible();
    /** Of how many letters a line of the wall would be. */
    const shares = async (state: string, name: string) => {
      for (const size of BOARD_SIZES) {
        await resize(board, size);
        const height = await board
          .getByText(name)
          .first()
          .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize) / innerHeight);

        if (height < LEAST_LETTERS)
          found.push(`${state} at ${size.name}: letters of ${height} of the height`);
        found.push(...(await layoutFaults(board)).map((fault) => `${state} at ${size.name}: ${fault}`));
        await takePicture(board, `pictures/fit/grown-${state}-${size.name}.png`);
      }
    };
    await shares('ended', 'Team 3');
    await host.api(`/games/${code}/finale`, { step: 'helpers' });
    await expect(board.locator('[data-step="helpers"]')).toBeVisible();
    await shares('helpers', 'Helper 3');
    expect(found).toEqual([]);
  },
);
