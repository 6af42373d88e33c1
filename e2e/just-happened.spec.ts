/** The line at the foot of the desk says truly whose step it shows, and when, without moving anything beside it. */
import { populate } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

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
