/** Hands that have only a keyboard. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './test.fixtures.ts';

type Role = 'button' | 'textbox' | 'link' | 'menuitem' | 'checkbox' | 'radio' | 'combobox';

/** More than any page has to pass. */
const MOST_STEPS = 80;

/** Tabs to what has this name, in a part of the page if one is given, and fails if that does not lead there. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  role: Role = 'button',
  within: Locator | Page = page,
): Promise<void> {
  const wanted = within.getByRole(role, { name, exact: typeof name === 'string' }).first();
  await expect(wanted).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${MOST_STEPS} times Tab does not lead to ${name}.`);
}

export async function press(page: Page, name: string | RegExp, role: Role = 'button'): Promise<void> {
  await tabTo(page, name, role);
  // What has just changed under it takes no press yet.
  await expect(page.locator(':focus')).toBeEnabled();
  await page.keyboard.press('Enter');
}

/** Whether what has the focus is a part of the page, and can be seen. */
export const keepsFocus = (page: Page, after: string): Promise<void> =>
  expect
    .poll(
      () =>
        page.evaluate(() => {
          const focused = document.activeElement;
          if (focused === null || focused === document.body) return 'nothing';
          return focused.checkVisibility({ visibilityProperty: true }) ? 'a part of the page' : 'hidden';
        }),
      after,
    )
    .toBe('a part of the page');

/** Counts the presses that the page refuses from now on, because something has only just moved; returns how many there were. */
export async function countRefusals(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    if (dataset['refused'] !== undefined) return;
    dataset['refused'] = '0';
    document.addEventListener('press-refused', () => {
      dataset['refused'] = String(Number(dataset['refused']) + 1);
    });
  });
  return async () => Number(await page.locator('html').getAttribute('data-refused'));
}

/** Presses a key, and again where the page refused it; what it has taken is not pressed twice. */
export async function pressUntilTaken(page: Page, key: string): Promise<void> {
  const refusals = await countRefusals(page);
  await expect(async () => {
    const before = await refusals();
    await page.keyboard.press(key);
    expect(await refusals(), `${key} came too soon`).toBe(before);
  }).toPass();
}
