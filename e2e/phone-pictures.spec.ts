/** Pictures of the phone in every state and theme, each checked by axe; `npm run pictures`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { captureDoor, captureOpening } from './pictures/door-states.harness.ts';
import { capturePhones } from './pictures/phone-states.harness.ts';
import { expect, test } from './test.fixtures.ts';

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
  const violationsFound: string[] = [];

  const setTheme = (page: Page, theme: string) =>
    page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name;
    }, theme);
  const capture = async (page: Page, name: string) => {
    const previousTheme = await page.evaluate(() => document.documentElement.dataset['theme'] ?? 'light');
    for (const theme of THEMES) {
      await setTheme(page, theme);
      await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) });
      const { violations } = await new AxeBuilder({ page }).analyze();
      violationsFound.push(
        ...violations.map(({ id, nodes }) => `${name} ${theme}: ${id} ${nodes[0]?.html ?? ''}`),
      );
    }
    await setTheme(page, previousTheme);
  };
  const open = async (url: string) => {
    const page = await (await browser.newContext(PHONE)).newPage();
    await page.goto(url);
    return page;
  };
  await capturePhones({ host, capture, open });
  await captureDoor({ host, capture, open });
  const captureWithoutScripts = async (page: Page, name: string) => {
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  };
  await captureOpening({ host, capture, captureWithoutScripts, browser, phone: PHONE });
  expect(violationsFound).toEqual([]);
});
