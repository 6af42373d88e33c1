/** Whoever has a keyboard with other digits types them wherever a number is wanted, and numbers that are keys are keys. */
import type { Locator } from '@playwright/test';
import { statuses } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** The digits 0 to 9 of keyboards for Arabic, Persian, Hindi and Bengali, and of full width. */
const SCRIPTS = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९', '০১২৩৪৫৬৭৮৯', '０１２３４５６７８９'] as const;
const inScript = (digits: string, text: string) =>
  text.replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? '');

/** How often what was given is to be done. */
async function given(host: RunningHost, code: string): Promise<number[]> {
  const active = await host.api<readonly { status: string; target_number: number | null }[]>(
    `/challenges/${code}/active`,
  );
  return active.flatMap(({ target_number }) => target_number ?? []);
}

test('a PIN in any digits brings the seat back', async ({ game, phone, host }) => {
  const code = await game({ isStarted: false });
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('You are in, Anna!');
  const { items } = await host.api<{ items: readonly { player_name: string; seat_pin: string }[] }>(
    `/games/${code}/players`,
  );
  const pin = items.find(({ player_name }) => player_name === 'Anna')?.seat_pin ?? '';
  expect(pin).toHaveLength(4);
  for (const digits of SCRIPTS) {
    const other = await phone(code);
    await other.button('I was already playing').click();
    await other.page.getByLabel('Your name').fill('Anna');
    await other.page.getByLabel('PIN').pressSequentially(inScript(digits, pin));
    await other.button('Take my seat').click();
    await expect(other.title).toHaveText('You are in, Anna!');
  }
});

test('a game code in any digits leads to the game', async ({ game, phone, host }) => {
  const code = await game({ isStarted: false });
  for (const digits of SCRIPTS) {
    const { page } = await phone(code);
    await page.goto(new URL('/', host.joinUrl(code)).href);
    await page.getByRole('textbox').pressSequentially(inScript(digits, code));
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Your name')).toBeVisible();
  }
});

/** In the digits, with the decimal sign that goes with them. */
const halves = (digits: string) => inScript(digits, '1.5').replace('.', digits === SCRIPTS[0] ? '٫' : '.');

/** Types into a field, in which something may stand already. */
type Typing = (field: Locator, text: string) => Promise<void>;
const byKeys: Typing = (field, text) => field.pressSequentially(text);

/** As a method of input does that shows what it is at work on, from the first sign on. */
const byMethod: Typing = async (field, text) => {
  const browser = await field.page().context().newCDPSession(field.page());
  await field.focus();
  for (let end = 1; end <= text.length; end += 1)
    await browser.send('Input.imeSetComposition', {
      text: text.slice(0, end),
      selectionStart: end,
      selectionEnd: end,
    });
  await browser.send('Input.insertText', { text });
  await browser.detach();
};
const byPasting: Typing = async (field, text) => {
  await field.focus();
  await field.page().keyboard.insertText(text);
};

const WAYS = [
  ['keys', byKeys, {}],
  ['a method of input', byMethod, {}],
  ['pasting', byPasting, {}],
  // The page is English, and so are the browser's own words; but it says first that somebody reads Persian.
  ['keys of a browser that prefers Persian', byKeys, { locale: 'fa-IR' }],
] as const;

for (const [name, type, window] of WAYS)
  test(`fields for numbers take any digits by ${name}`, async ({ crowd, host }) => {
    const { code, banker, page } = await crowd({ waiting: SCRIPTS.length, window });
    for (const [index, digits] of SCRIPTS.entries()) {
      await banker
        .button(/^Other exercises for/)
        .first()
        .click();
      const times = page.getByLabel('How many');
      await times.fill('');
      await type(times, inScript(digits, `${index + 20}`));
      await expect(times).toHaveAttribute('aria-valuenow', `${index + 20}`);
      const minutes = page.getByLabel('Minutes');
      await type(minutes, halves(digits));
      await expect(minutes).toHaveAttribute('aria-valuenow', '1.5');
      await page.getByLabel('In your own words').fill('To the door and back');
      await page.getByRole('dialog').getByRole('button', { name: 'Give' }).click();
      await expect.poll(() => given(host, code)).toHaveLength(index + 1);
    }
    expect(new Set(await given(host, code))).toEqual(new Set(SCRIPTS.map((_, index) => index + 20)));
  });

for (const [name, type, window] of WAYS)
  test(`the steppers of the rules take any digits by ${name}`, async ({ crowd }) => {
    const { banker, page } = await crowd({ waiting: 0, window });
    await banker.goTo('Set-up');
    await banker.button(/Rules/).first().click();
    const stepper = page.locator('input[inputmode="numeric"]').first();
    for (const [index, digits] of SCRIPTS.entries()) {
      await stepper.fill('');
      await type(stepper, inScript(digits, `${index + 2}`));
      await stepper.press('Tab');
      await expect(stepper).toHaveValue(`${index + 2}`);
    }
  });

test('what is no number is said to be none, and is not given', async ({ crowd, host }) => {
  const { code, banker, page } = await crowd({ waiting: 1 });
  await banker.button(/^Other exercises for/).click();
  await page.getByLabel('In your own words').fill('To the door and back');
  const minutes = page.getByLabel('Minutes');
  await minutes.pressSequentially('two');
  await expect(page.getByRole('dialog')).toContainText(/From 0\.5 to \d+, in steps of 0\.5\./);
  await minutes.press('Enter');
  await expect(minutes).toHaveValue('two');
  await minutes.fill('2');
  await minutes.press('ArrowUp');
  await expect(minutes).toHaveValue('2.5');
  await minutes.press('Enter');
  await expect.poll(() => given(host, code)).toEqual([1]);
});

for (const digits of SCRIPTS.slice(0, 2))
  test(`the key ${digits[1]} gives the exercise that 1 gives`, async ({ crowd, host }) => {
    const { code, banker } = await crowd({ waiting: 1 });
    const lead = banker.waiting.locator('[data-leads]');
    await lead.focus();
    await lead.evaluate((element, key) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }, digits[1] ?? '');
    await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'assigned' });
  });

test('letter keys are those in their places on a keyboard without Latin letters', async ({ crowd }) => {
  const { page } = await crowd({ waiting: 2 });
  const keyboard = await page.context().newCDPSession(page);
  const press = async (key: string, code: string) => {
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
  };
  const rows = page.locator('[data-part="waiting"] [data-row]');
  await expect(rows).toHaveCount(2);
  for (const [key, code, row] of [
    ['ت', 'KeyJ', 0],
    ['о', 'KeyJ', 1],
    ['κ', 'KeyK', 0],
  ] as const) {
    await press(key, code);
    await expect(rows.nth(row).locator(':focus')).toHaveCount(1);
  }
  await press('؟', 'Slash');
  await expect(page.getByRole('dialog')).toBeVisible();
});
