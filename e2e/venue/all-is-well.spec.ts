/** The hall, with real networks: what phone, desk, doctor and board say when the Wi-Fi is well, and when it is not. */
import { expect, note, test } from './venue.fixtures.ts';

test.skip(note !== '', note);

test(`G1: all is well: phones in the Wi-Fi join, play and are heard${note}`, async ({ evening }) => {
  const { desk, board, venue } = evening;
  const anna = await evening.phone();
  await evening.scan(anna);
  expect(await anna.page.evaluate(() => window.isSecureContext)).toBe(false);
  await anna.join('Anna', 1);
  await evening.play(3);
  await anna.ask('Farm');
  const words = await desk.giveSuggested('Anna');
  await expect(anna.title).toHaveText(words);
  await expect(board.locator('[data-screen="playing"]')).toContainText('Anna');
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a farm!');

  const { rungs } = await evening.doctor();
  expect(rungs.map(({ state }) => state)).toEqual(Array.from(rungs, () => 'passed'));
  expect(await evening.warnings()).toEqual([]);
  await evening.showsCode(venue.address);
  await expect(evening.doctorLine).toContainText('Phones reach this laptop.', { timeout: 15_000 });
  await evening.nothingIsLost();
});
