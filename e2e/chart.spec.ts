/** The chart of the evening, for whoever sees no colours, chooses their own, or reads from right to left. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { setTheme } from './pictures/capture.harness.ts';
import { done, joinGame } from './populate.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/chart');
const TEAMS = 6;

const attributes = (all: Locator, name: string): Promise<(string | null)[]> =>
  all.evaluateAll((elements, which) => elements.map((element) => element.getAttribute(which)), name);

for (const [language, forcedColors] of [
  ['en', 'none'],
  ['en', 'active'],
  ['ar', 'none'],
] as const)
  test(
    `the lines of the chart are told apart without colour, and run as the page is read: ${language}, forced colours ${forcedColors}`,
    longUnless(language === 'ar'),
    async ({ desk, game, host }) => {
      const code = await game({ teams: TEAMS });
      for (let team = 1; team <= TEAMS; team += 1)
        await done(
          host,
          code,
          (await joinGame(host, code, `Player ${team}`, team)).player_id,
          1 + (team % 3),
        );
      await host.api(`/games/${code}/end`, {});
      const banker = await desk(undefined, { locale: language, forcedColors });
      const { page } = banker;
      await banker.open(GAME);
      await page.locator('a[href*="page=summary"]').click();
      const chart = page.locator('[data-part="chart"]');
      await expect(chart.locator('[data-team]')).toHaveCount(TEAMS);
      const lines = chart.locator('[data-team] > path:last-child');
      const dashes = await attributes(lines, 'stroke-dasharray');
      for (const [index, dash] of dashes.entries()) expect(dash).not.toBe(dashes[index + 1] ?? '');
      const marked = new Set(await attributes(chart.locator('[data-mark]'), 'data-mark'));
      expect(marked.size).toBe(TEAMS);
      // From where the page's lines begin to where they end.
      const ends = await lines.first().evaluate((path) => {
        if (!(path instanceof SVGPathElement)) throw new Error('A line is a path.');
        return [path.getPointAtLength(0).x, path.getPointAtLength(path.getTotalLength()).x] as const;
      });
      expect(ends[0] < ends[1]).toBe(language === 'en');
      const edge = chart.locator('[data-team] > path:first-child').first();
      const [stroke, paper] = await edge.evaluate((path) => [
        getComputedStyle(path).stroke,
        getComputedStyle(document.body).backgroundColor,
      ]);
      expect(stroke).not.toBe(paper);
      mkdirSync(FOLDER, { recursive: true });
      for (const theme of ['light', 'dark']) {
        await setTheme(page, theme);
        await chart.screenshot({ path: join(FOLDER, `${language}-${forcedColors}-${theme}.png`) });
      }
    },
  );
