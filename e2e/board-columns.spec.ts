/** What the board sets in columns is even, however long a word is in a language. */
import { openBoard } from './pictures/board-states.harness.ts';
import { allTeams, joinGame, nameOf } from './populate.harness.ts';
import { expect, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const BUILDINGS = ['electrical_factory', 'infrastructure', 'farm', 'medical_factory', 'mine'] as const;

for (const locale of ['en', 'de', 'fr', 'es', 'ar'])
  test(
    `the buildings that people wait for are equally large, and none of their words is broken: ${locale}`,
    longUnless(['de', 'ar'].includes(locale)),
    async ({ browser, game, host }) => {
      const code = await game({ schools: allTeams(4) });
      const context = await browser.newContext({ locale });
      const board = await openBoard({ host, context }, code);
      for (const [index, building_type] of BUILDINGS.entries()) {
        const { player_id } = await joinGame(host, code, nameOf(index), 1 + (index % 4));
        await host.api(`/challenges/${code}/request`, { player_id, building_type });
      }
      const rows = board.locator('li[value]');
      await expect(rows).toHaveCount(BUILDINGS.length);
      const set = await rows.evaluateAll((each) =>
        each.map((row) => {
          const building = row.lastElementChild;
          if (building === null) throw new Error('The row is empty.');
          const words = (building.textContent ?? '').split(' ').length;
          const { left, width } = building.getBoundingClientRect();
          const range = document.createRange();
          range.selectNodeContents(building);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
          return {
            size: getComputedStyle(building).fontSize,
            left: Math.round(left),
            isCut: building.scrollWidth > Math.ceil(width),
            isBroken: lines > words,
          };
        }),
      );
      expect(new Set(set.map(({ size }) => size)).size).toBe(1);
      expect(new Set(set.map(({ left }) => left)).size).toBe(1);
      expect(set.filter(({ isCut, isBroken }) => isCut || isBroken)).toEqual([]);
      await context.close();
    },
  );
