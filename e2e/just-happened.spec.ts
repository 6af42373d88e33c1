/** The line at the foot of the desk says truly whose step it shows, and when, without moving anything beside it. */
import { populate } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** Of a player's last challenge. */
async function idOf(host: RunningHost, code: string, name: string): Promise<number> {
  const { items } = await host.api<{ items: { id: number; player_name: string }[] }>(
    `/challenges/${code}/history`,
  );
  return items.find(({ player_name }) => player_name === name)?.id ?? 0;
}

test('its title says whether it shows what happened last or the own last step, and nothing beside it moves', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 1, active: 1, teams: 4 });
  const banker = await desk();
  await banker.open(GAME);
  const toggle = banker.happened.locator('button[aria-expanded]');
  await expect(toggle).toHaveAccessibleName('Just happened');
  const size = await toggle.boundingBox();
  await banker.done('Anna');
  await expect(banker.happened).toContainText('Anna');
  await expect(toggle).toHaveAccessibleName('Your last step');
  expect(await toggle.boundingBox()).toEqual(size);
  await toggle.click();
  // All that happened, whoever did it.
  await expect(toggle).toHaveAccessibleName('Just happened');
});

test('its title says “Your last step” only of what Undo beside it takes back', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 0, active: 3, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const toggle = banker.happened.locator('button[aria-expanded]');
  const line = banker.happened.locator('[data-kind]');
  await banker.done('Anna');
  await expect(toggle).toHaveAccessibleName('Your last step');
  await expect(line).toContainText('Anna');

  // No answer yet: Undo is for Ben, and so is the line.
  let letGo = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/complete$/, async (route) => {
    await until;
    await route.continue();
  });
  await banker.done('Ben');
  await expect(banker.button(/^Undo .*Ben/)).toBeVisible();
  await expect(toggle).toHaveAccessibleName('Your last step');
  await expect(line).toHaveText(/^done, .*Ben/);
  letGo();
  await expect(line).toContainText(/Ben.* earned/);
  await expect(toggle).toHaveAccessibleName('Your last step');

  // Another desk's newer step about somebody else leaves it; one about the same player takes its place.
  await host.api(`/challenges/${code}/${await idOf(host, code, 'Clara')}/complete`, {});
  await expect(banker.row(banker.active, 'Clara')).toHaveCount(0);
  await expect(line).toContainText('Ben');
  await expect(toggle).toHaveAccessibleName('Your last step');
  await host.api(`/challenges/${code}/${await idOf(host, code, 'Ben')}/undo`, {});
  await expect(banker.row(banker.active, 'Ben')).toHaveCount(1);
  await expect(banker.happened.locator('[data-part="overtaken"]')).toBeVisible();
  await expect(banker.button(/^Undo .*Anna/)).toBeVisible();
  await expect(toggle).toHaveAccessibleName('Your earlier step');
  await expect(line).toContainText('Anna');
});

test('whatever happens to others, the line beside Undo is about whom Undo names', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 0, active: 4, teams: 4 });
  const banker = await desk();
  await banker.open(GAME);
  const toggle = banker.happened.locator('button[aria-expanded]');
  const line = banker.happened.locator('[data-kind]');
  await banker.done('Anna');
  await expect(line).toContainText(/Anna.* earned/);
  await banker.pause();
  await expect(banker.button('Resume')).toBeVisible();
  await expect(toggle).toHaveAccessibleName('Your earlier step');
  await expect(line).toContainText(/Anna.* earned/);
  await banker.resume();
  await host.api(`/challenges/${code}/${await idOf(host, code, 'Ben')}/complete`, {});
  await expect(banker.row(banker.active, 'Ben')).toHaveCount(0);
  await expect(banker.button(/^Undo .*Anna/)).toBeVisible();
  await expect(line).toContainText(/Anna.* earned/);
});

test('Undo that is pressed again to be sure takes back one step, and the one before once its name can have been read', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 0, active: 3, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await page.clock.install();
  await banker.open(GAME);
  await banker.done('Anna');
  await expect(banker.button(/^Undo .*Anna/)).toBeVisible();
  await banker.done('Ben');
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  await expect(undo).toHaveAccessibleName(/Ben.*what you did last/);
  const box = await undo.boundingBox();
  const press = () => page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await page.clock.pauseAt(Date.now() + 60_000);
  await press();
  await expect(undo).toHaveAccessibleName(/Anna/);
  const afterUndo = { Anna: 'completed', Ben: 'assigned', Clara: 'assigned' };
  for (const ms of [80, 400, 300, 400]) {
    await page.clock.runFor(ms);
    await press();
  }
  await expect(page.locator('[data-part="refused-press"]')).toHaveText('This had just changed. Press again.');
  const all = await host.api<{ items: { player_name: string; status: string }[] }>(
    `/challenges/${code}/history`,
  );
  expect(Object.fromEntries(all.items.map((each) => [each.player_name, each.status]))).toEqual(afterUndo);
  await page.clock.runFor(1_000);
  await page.clock.resume();
  await press();
  await expect(banker.row(banker.active, 'Anna')).toHaveCount(1);
});

test('its times tell two steps in a minute apart, and leave room for two digits before ten', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 1, active: 1, teams: 4 });
  const banker = await desk(undefined, { locale: 'en-US' });
  await banker.open(GAME);
  await banker.done('Anna');
  await banker.openHappened();
  const times = banker.happened.locator('li time');
  await expect(times.first()).toHaveText(/^\d{1,2}:\d\d:\d\d [AP]M$/);
  const startOfSentence = (time: string) =>
    times.first().evaluate((element, words) => {
      element.textContent = words;
      return element.nextElementSibling?.getBoundingClientRect().left;
    }, time);
  expect(await startOfSentence('9:59:59 PM')).toBe(await startOfSentence('10:00:00 PM'));
});
