/** Takes pictures, and says where they go. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'pictures');
/** The few shown in the README, committed with the source. */
const README_FOLDER = join(ROOT, 'docs/pictures');

/** Sets a page's theme, whatever the system prefers. */
export const setTheme = (page: Page, theme: string): Promise<void> =>
  page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
  }, theme);

/**
 * Takes a picture once what covers or replaces something for a moment (3, 2, 1 after the start) has gone. None in `npm test`, after
 * which nobody looks at them.
 */
export async function takePicture(page: Page, path: string): Promise<void> {
  if (test.info().project.name === 'e2e') return;
  await expect(page.locator('[data-part="start-count"]')).toHaveCount(0);
  await page.screenshot({ path });
}

/** Takes named pictures of one page, in light and dark. */
export function picturesOf(screen: string): (page: Page, name: string) => Promise<void> {
  mkdirSync(join(FOLDER, screen), { recursive: true });
  return async (page, name) => {
    for (const theme of ['dark', 'light']) {
      await setTheme(page, theme);
      await takePicture(page, join(FOLDER, screen, `${name}-${theme}.png`));
    }
  };
}

/** Takes a picture for the README. */
export async function captureForReadme(page: Page, name: string): Promise<void> {
  mkdirSync(README_FOLDER, { recursive: true });
  await takePicture(page, join(README_FOLDER, `${name}.png`));
}
