/** What the laptop warns of can be folded up to one line, until there is something new to say. */
import type { HostInfo } from '../src/protocol/host-info.ts';
import { reportOf, warningOf } from './pictures/host-report.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const LID = warningOf('lid_sleeps', {}, false);
const battery = (percent: number) => warningOf('battery_low', { percent }, false);

test('warnings fold up to a line that says how many there are, and open again with a new one', async ({
  desk,
  game,
}) => {
  await game();
  const banker = await desk();
  const { page } = banker;
  const warn = async (...warnings: HostInfo['warnings']) => {
    await page.unrouteAll({ behavior: 'wait' });
    await page.route('**/api/v2/host', reportOf({ warnings }));
  };
  await warn(battery(20), LID);
  await banker.open(GAME);
  const band = page.locator('[data-part="warnings"]');
  const fold = band.getByRole('button', { name: 'Look here 2 warnings' });
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await expect(band.getByText('battery is at 20 %')).toBeVisible();
  const height = async () => (await band.boundingBox())?.height ?? 0;
  const open = await height();
  await fold.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(band.getByText('battery is at 20 %')).toBeHidden();
  expect(await height()).toBeLessThan(50);
  expect(open).toBeGreaterThan(100);

  // Remembered, also while one of them goes.
  await page.reload();
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await warn(LID);
  const one = band.getByRole('button', { name: 'Look here 1 warning' });
  await expect(one).toHaveAttribute('aria-expanded', 'false');
  // It says something else than what was folded up, and is new again.
  await warn(battery(10), LID);
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await expect(band.getByText('battery is at 10 %')).toBeVisible();

  // Where the lists take the place of the room, its tab says so.
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect(band).toBeHidden();
  await page.getByRole('button', { name: /^Room\s+2 warnings$/ }).click();
  await expect(fold).toBeVisible();
});
