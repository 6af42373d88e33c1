/** Whoever has a keyboard with other digits types them wherever a number is wanted, and numbers that are keys are keys. */
import { statuses } from './populate.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** The digits 0 to 9 of keyboards for Arabic, Persian, Hindi and Bengali, and of full width. */
const SCRIPTS = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९', '০১২৩৪৫৬৭৮৯', '０１２３４５６７８９'] as const;
const inScript = (digits: string, text: string) =>
  text.replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? '');

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

test('fields for numbers take any digits', async ({ crowd }) => {
  const { banker, page } = await crowd({ waiting: 1 });
  for (const digits of SCRIPTS) {
    await banker.button(/^Other exercises for/).click();
    const times = page.getByLabel('How many');
    await times.fill('');
    await times.pressSequentially(inScript(digits, '25'));
    await expect(times).toHaveValue('25');
    const minutes = page.getByLabel('Minutes');
    await minutes.fill('');
    await minutes.pressSequentially(inScript(digits, '1.5').replace('.', digits === SCRIPTS[0] ? '٫' : '.'));
    await expect(minutes).toHaveValue('1.5');
    await page.keyboard.press('Escape');
  }
  await banker.goTo('Set-up');
  await banker.button(/Rules/).first().click();
  const stepper = page.locator('input[inputmode="numeric"]').first();
  for (const [index, digits] of SCRIPTS.entries()) {
    await stepper.fill('');
    await stepper.pressSequentially(inScript(digits, `${index + 2}`));
    await expect(stepper).toHaveValue(`${index + 2}`);
  }
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
