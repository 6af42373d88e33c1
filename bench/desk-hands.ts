/** How long a banker takes to give ten of twenty-five an exercise while requests come and go, by mouse, keyboard and tablet. */
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test';
import { BusyEvening } from '../e2e/busy-evening.harness.ts';
import { HANDS, workOff, type Hands } from '../e2e/desk-hands.harness.ts';
import { Desk } from '../e2e/pages.harness.ts';
import { RunningHost } from '../e2e/running-host.harness.ts';
import { findBrowser } from '../scripts/find-browser.ts';
import { thisMachine } from '../scripts/machine.ts';
import { createSeededRandom } from '../src/rehearsal/seeded-random.ts';
import { absoluteMeasurement, type Measurement } from './measurement.ts';
import { median } from './statistics.ts';

/** From seeing a row to pressing, ms, for somebody who knows the desk; and what the designers aim at, seconds. */
const PEOPLE = {
  mouse: { aimMs: [300, 500], target: 6 },
  keyboard: { aimMs: [250, 450], target: 6 },
  tablet: { aimMs: [350, 600], target: 8 },
} as const;
/** Between two things that forty players do: each of them something every half minute. */
const PACE_MS = [400, 1_100] as const;
const SCREENS: Readonly<Record<Hands, BrowserContextOptions>> = {
  mouse: { viewport: { width: 1280, height: 800 } },
  keyboard: { viewport: { width: 1280, height: 800 } },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
};

/** The pages must have been built. */
export async function measureDeskHands(rounds: number): Promise<Measurement[]> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: thisMachine.isRoot ? ['--no-sandbox'] : [],
  });
  const measurements: Measurement[] = [];
  try {
    for (const hands of HANDS) {
      const seconds = await clearTen(browser, hands, rounds);
      const { target } = PEOPLE[hands];
      measurements.push(
        absoluteMeasurement(`desk: ten of twenty-five by ${hands}`, median(seconds), 's', target, null),
      );
    }
  } finally {
    await browser.close();
  }
  return measurements;
}

/** Seconds of each round. */
async function clearTen(browser: Browser, hands: Hands, rounds: number): Promise<number[]> {
  const random = createSeededRandom(7);
  const host = await RunningHost.start();
  const context = await browser.newContext(SCREENS[hands]);
  try {
    const evening = await BusyEvening.begin(host, 'Busy');
    const page = await context.newPage();
    await page.goto(host.ready.banker_url);
    const desk = new Desk(page);
    await desk.open('Busy');
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await evening.fill();
      await desk.waiting.locator('[data-leads]').first().waitFor();
      evening.stir(random, PACE_MS);
      const result = await workOff(page, { hands, random, aimMs: PEOPLE[hands].aimMs, doublePresses: 0 });
      await evening.settle();
      seconds.push(result.seconds);
    }
    return seconds;
  } finally {
    await context.close();
    await host.dispose();
  }
}
