/** Pictures of the phone in every state and theme, each looked over by axe; `npm run pictures`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { picturePhones } from './phone-states.ts';

const FOLDER = join(import.meta.dirname, '../pictures/phone');
const THEMES = ['light', 'dark', 'sun', 'night'];
const PHONE = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
} as const;

test('every state of the phone', async ({ browser, host }) => {
  test.setTimeout(600_000);
  mkdirSync(FOLDER, { recursive: true });
  const faults: string[] = [];

  const wear = (page: Page, theme: string) =>
    page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name;
    }, theme);
  const picture = async (page: Page, name: string) => {
    const worn = await page.evaluate(() => document.documentElement.dataset['theme'] ?? 'light');
    for (const theme of THEMES) {
      await wear(page, theme);
      await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) });
      const { violations } = await new AxeBuilder({ page }).analyze();
      faults.push(...violations.map(({ id, nodes }) => `${name} ${theme}: ${id} ${nodes[0]?.html ?? ''}`));
    }
    await wear(page, worn);
  };
  await picturePhones({
    host,
    picture,
    open: async (url) => {
      const page = await (await browser.newContext(PHONE)).newPage();
      await page.goto(url);
      return page;
    },
  });
  expect(faults).toEqual([]);
});
