/** Pictures of the phone in every state and theme, each checked by axe; `npm run pictures`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { setTheme, takePicture } from './pictures/capture.harness.ts';
import { captureDoor, captureOpening } from './pictures/door-states.harness.ts';
import { captureAway } from './pictures/phone-away-states.harness.ts';
import {
  captureGame,
  captureJoining,
  captureRareStates,
  type PhoneCapture,
} from './pictures/phone-states.harness.ts';
import { expect, test as base } from './test.fixtures.ts';

const FOLDER = join(import.meta.dirname, '../pictures/phone');
const THEMES = ['light', 'dark', 'sun', 'night'];
const PHONE = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
} as const;

const test = base.extend<{ phones: PhoneCapture }>({
  phones: async ({ browser, host }, use) => {
    mkdirSync(FOLDER, { recursive: true });
    const violationsFound: string[] = [];
    const capture: PhoneCapture['capture'] = async (page, name) => {
      const previousTheme = await page.evaluate(() => document.documentElement.dataset['theme'] ?? 'light');
      for (const theme of THEMES) {
        await setTheme(page, theme);
        await takePicture(page, join(FOLDER, `${name}-${theme}.png`));
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
    await use({ host, capture, open });
    expect(violationsFound).toEqual([]);
  },
});

test.setTimeout(600_000);

test('the phone: joining', async ({ phones }) => {
  await captureJoining(phones);
});

test('the phone: a game', async ({ phones }) => {
  await captureGame(phones);
});

test('the phone: removed, not connected, without a seat', async ({ phones }) => {
  await captureRareStates(phones);
});

test('the phone: away from the laptop', async ({ phones }) => {
  await captureAway(phones);
});

test('the phone: at the door', async ({ phones }) => {
  await captureDoor(phones);
});

test('the phone: before its page is there', async ({ browser, phones }) => {
  const captureWithoutScripts: PhoneCapture['capture'] = async (page, name) => {
    await takePicture(page, join(FOLDER, `${name}.png`));
  };
  await captureOpening({ ...phones, captureWithoutScripts, browser, phone: PHONE });
});
