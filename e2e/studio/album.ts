/** Where the pictures go, and how one is taken. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'pictures');
/** The few that the README shows; kept with the source. */
const SHOWN = join(ROOT, 'docs/pictures');

/** Puts a page into the colours of a theme, whatever the laptop prefers. */
export const wear = (page: Page, theme: string): Promise<void> =>
  page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
  }, theme);

/** Takes the pictures of one room, in light and dark, by name. */
export function album(room: string): (page: Page, name: string) => Promise<void> {
  mkdirSync(join(FOLDER, room), { recursive: true });
  return async (page, name) => {
    for (const theme of ['dark', 'light']) {
      await wear(page, theme);
      await page.screenshot({ path: join(FOLDER, room, `${name}-${theme}.png`) });
    }
  };
}

/** Takes a picture for the README. */
export async function show(page: Page, name: string): Promise<void> {
  mkdirSync(SHOWN, { recursive: true });
  await page.screenshot({ path: join(SHOWN, `${name}.png`) });
}
