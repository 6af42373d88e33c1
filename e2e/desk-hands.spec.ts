/** Whoever clears the desk while requests come and go hits whom they mean: `npm run test:desk`, 200 rounds in all. */
import type { Page } from '@playwright/test';
import { createSeededRandom } from '../src/rehearsal/seeded-random.ts';
import { BusyEvening } from './busy-evening.harness.ts';
import { HANDS, workOff } from './desk-hands.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

/** With three kinds of hands: a little over two hundred. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 67);
const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true };
/** Faster than people are. */
const AIM_MS = [120, 350] as const;
/** Busier than an evening is: forty players who each do something every ten seconds. */
const PACE_MS = [100, 400] as const;
/** Far more than a round takes on a busy machine, ms: this test is about whom a press hits, not about speed. */
const ROUND_LIMIT_MS = 120_000;
/** Forty players, those who have gone in sight, and those who have gone only just now: the list must not grow from round to round. */
const MOST_ROWS = 150;
/** How often it says how far it is, rounds. */
const SAYS_EVERY = 10;

async function sizeOf(page: Page, rows: number): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, documents } = await devtools.send('Memory.getDOMCounters');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  return `${rows} rows, ${nodes} nodes in ${documents} documents, ${(usedSize / 1e6).toFixed(1)} MB`;
}

for (const [index, hands] of HANDS.entries()) {
  test(`ten of twenty-five get what was meant for them, ${ROUNDS} times, by ${hands}`, async ({
    host,
    desk,
  }) => {
    test.setTimeout(60_000 + ROUNDS * ROUND_LIMIT_MS);
    const random = createSeededRandom(index + 1);
    const evening = await BusyEvening.begin(host, GAME);
    const banker = await desk(undefined, hands === 'tablet' ? TABLET : {});
    const { page } = banker;
    await banker.open(GAME);
    let unheard = 0;
    let late = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await evening.fill();
      await expect(page.locator('[data-part="waiting"] [data-leads]').first()).toBeVisible();
      evening.stir(random, PACE_MS);
      const result = await workOff(page, { hands, random, aimMs: AIM_MS, doublePresses: 0.3 });
      await evening.settle();
      expect(result.wrong, `round ${round + 1}`).toEqual([]);
      unheard += result.unheard;
      late += result.late;
      const rows = await page.locator('[data-part="waiting"] [data-row]').count();
      expect(rows, `rows after round ${round + 1}`).toBeLessThan(MOST_ROWS);
      if ((round + 1) % SAYS_EVERY === 0)
        console.log(`${hands}: ${round + 1} rounds, nobody hit by mistake; ${await sizeOf(page, rows)}`);
    }
    console.log(
      `${hands}: ${ROUNDS} rounds, nobody was hit by mistake; ${unheard} presses did nothing, ${late} came too late to count`,
    );
  });
}
