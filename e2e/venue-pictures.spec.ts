/** Pictures of phone, desk and board when a real network changes under them; `npm run pictures`. */
import { Phone } from './pages.harness.ts';
import { picturesOf } from './pictures/capture.harness.ts';
import { type Evening, expect, note, PHONE_SIZE, test } from './venue/venue.fixtures.ts';

test.skip(note !== '', note);
test.setTimeout(240_000);

/** Anna is in the middle of a challenge. */
async function annaPlays(evening: Evening, phone: Phone): Promise<void> {
  await evening.scan(phone);
  await phone.join('Anna', 1);
  await phone.ask('Farm');
  const words = await evening.desk.giveSuggested('Anna');
  await expect(phone.title).toHaveText(words);
}

test(`the hall: a new address${note}`, async ({ evening }) => {
  const capture = picturesOf('hall');
  const { venue, desk, board } = evening;
  // What mDNS would say.
  const context = await venue.openBrowser(venue.addPhone(), [
    '--host-resolver-rules=MAP *.local 192.168.7.77',
  ]);
  const phone = new Phone(await context.newPage());
  await phone.page.setViewportSize(PHONE_SIZE);
  await annaPlays(evening, phone);
  // No page comes from there, so that this one stays while its pictures are taken.
  await phone.page.route('http://192.168.7.77:*/**', (route) =>
    route.request().isNavigationRequest() ? route.fulfill({ status: 204 }) : route.continue(),
  );
  venue.wifi.giveAddress(venue.laptop, 77);
  await expect(desk.page.locator('[data-part="moved"]')).toBeVisible({ timeout: 15_000 });
  await capture(desk.page, '01-desk-moved');
  await capture(board, '02-board-moved');
  await expect(phone.page.locator('[data-status-banner="away"]')).toBeVisible({ timeout: 30_000 });
  await capture(phone.page, '03-phone-away');
  await expect(phone.page.locator('[data-status-banner="moving"]')).toBeVisible({ timeout: 40_000 });
  await capture(phone.page, '04-phone-moving');
});

test(`the hall: the access point is off${note}`, async ({ evening }) => {
  const capture = picturesOf('hall');
  const { venue, desk, board } = evening;
  const phone = await evening.phone();
  await annaPlays(evening, phone);
  await evening.play(3);
  venue.wifi.switchOff();
  await evening.saysWhoIsAway(4);
  await expect(evening.doctorLine).toContainText('This laptop is on no network.');
  await capture(desk.page, '10-desk-no-network');
  await capture(board, '11-board-no-network');
  await expect(phone.page.locator('[data-status-banner="away"]')).toBeVisible({ timeout: 30_000 });
  await capture(phone.page, '12-phone-no-network');
  await evening.doctorLine.getByRole('link').click();
  await expect(desk.page.locator('[data-part="ladder"]')).toBeVisible();
  await capture(desk.page, '13-doctor-no-network');
  venue.wifi.switchOn();
  await expect(phone.page.getByRole('banner')).toContainText('Live', { timeout: 30_000 });
  await expect(evening.outageLine).toHaveCount(0);
  await capture(desk.page, '14-doctor-after');
  await capture(phone.page, '15-phone-back');
});
