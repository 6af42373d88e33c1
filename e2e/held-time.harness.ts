/** Time that passes for a page only where a test lets it, however busy the machine is. After `page.clock.install()`. */
import { expect, type Page } from '@playwright/test';

/** A page draws after so much time, ms. */
const FRAME_MS = 20;

/** Lets so much time pass at once, and stops it; a time that runs may be beyond that by then, and is read again. */
export async function letPass(page: Page, ms: number): Promise<void> {
  await expect(async () => page.clock.pauseAt((await page.evaluate(() => Date.now())) + ms)).toPass();
}

/** Lets the page draw until this is so; what it waits for from the host takes none of its time but that. */
export async function untilDrawn(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(FRAME_MS);
    expect(await isSo()).toBe(true);
  }).toPass();
}
