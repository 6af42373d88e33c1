/** Nothing of the desk is cut off at the end of an evening: see `fit.spec.ts`, whose matrix this belongs to. */
import { DESK_SIZES, measure, resize, sightFaults } from './fit.harness.ts';
import { allTeams, fillGame, finish } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

const CALM = { reducedMotion: 'reduce' } as const;

test(
  'matrix: the desk with a folded team, at the end, through the reveal and into the next game',
  LONG,
  async ({ desk, game, host }) => {
    test.setTimeout(900_000);
    const code = await game({ schools: allTeams(4) });
    await fillGame(host, code, 9);
    await finish(host, code);
    const banker = await desk(undefined, CALM);
    const { page } = banker;
    const found: string[] = [];
    const matrix = { page, sizes: DESK_SIZES, themes: ['light', 'dark'], found };
    await banker.open(GAME);
    const show = async (name: string) => {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    };
    await show('Players');
    await expect(page.locator('[data-part="folded-teams"]')).toContainText('Team 3');
    await measure(matrix, 'desk-players-folded');
    await host.api(`/games/${code}/end`, { keep_results: true });
    await show('Desk');
    const line = page.locator('[data-part="next-game"]');
    for (const size of DESK_SIZES) {
      await resize(page, size);
      const again = line.getByRole('button', { name: 'Play again with these people' });
      const faults = await sightFaults({ 'Play again': again });
      found.push(...faults.map((fault) => `next game at ${size.name}: ${fault}`));
    }
    await measure(matrix, 'desk-over');
    await show('Summary');
    await expect(page.locator('[data-part="kept-back"]').first()).toBeVisible();
    await measure(matrix, 'desk-summary-kept-back');
    await host.api(`/games/${code}/finale`, { step: 'first' });
    await expect(page.locator('[data-part="chart"]')).toBeVisible();
    await measure(matrix, 'desk-summary-reveal');
    for (const part of ['What they built', 'Players']) {
      await page.getByRole('heading', { name: part }).scrollIntoViewIfNeeded();
      await measure(matrix, `desk-summary-${part.toLowerCase().replaceAll(' ', '-')}`);
    }
    await show('History');
    await measure(matrix, 'desk-history-done');
    await host.api(`/games/${code}/next`, {});
    await show('Desk');
    await expect(line.getByRole('button', { name: 'Everybody back' })).toBeVisible();
    await measure(matrix, 'desk-next-game');
    expect(found).toEqual([]);
  },
);
