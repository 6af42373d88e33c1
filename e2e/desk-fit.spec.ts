/** What a desk must never lose, however small its window is and however much is said at once: see `fit.spec.ts`. */
import type { Locator, Page } from '@playwright/test';
import { DESK_SIZES, layoutFaults, LOW_SIZES, resize, sightFaults, wordFaults } from './fit.harness.ts';
import { allTeams, completeAll, MESSAGE, nameOf, populate, sayAndPlan } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;
const EVERY_SIZE = [...DESK_SIZES, ...LOW_SIZES];
const LOWEST = { name: 'lowest', width: 512, height: 384 };

/** Once the desk is let in. */
async function goTo(page: Page, address: string): Promise<void> {
  await expect(page.getByRole('link', { name: new RegExp(GAME) }).first()).toBeVisible();
  await page.goto(address);
}

/** How much of a part is beyond its edge, px. */
const beyond = (part: Locator) => part.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

test('the history has every Undo within its edges, and breaks no word, at any size', async ({
  desk,
  game,
  host,
}) => {
  const say = wordsIn('de');
  const code = await game({ schools: allTeams(4) });
  const names = (index: number) => (index === 1 ? 'Anna-Katharina Maria' : nameOf(index));
  await populate(host, code, { waiting: 1, active: 5, teams: 4, names });
  await completeAll(host, code);
  const { page } = await desk(undefined, { ...CALM, locale: 'de' });
  await goTo(page, `${host.ready.url}/banker/#game=${code}&seat=0&page=history`);
  const undos = page.getByRole('table').getByRole('button', { name: say('history:undo') });
  await expect(undos).toHaveCount(5);
  const found: string[] = [];
  for (const size of EVERY_SIZE) {
    await resize(page, size);
    const scroll = page.getByRole('table').locator('..');
    await undos.last().scrollIntoViewIfNeeded();
    const faults = [
      ...(await layoutFaults(page)),
      ...(await wordFaults(page, '[data-part="history"]')).filter((fault) => fault.startsWith('broken')),
      ...(await sightFaults({ 'the last Undo': undos.last() })),
    ];
    expect(await beyond(scroll), size.name).toBeLessThanOrEqual(1);
    found.push(...faults.map((fault) => `${size.name}: ${fault}`));
  }
  expect(found).toEqual([]);
});

test('whatever is said at once, the list, the main buttons and the line below stay in the window', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4), settings: { completion: 'banker' } });
  await populate(host, code, { waiting: 3, active: 3, teams: 4 });
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  await goTo(page, `${host.ready.url}/banker/#game=${code}&seat=0`);
  await expect(banker.waiting.getByRole('listitem')).toHaveCount(3);
  const found: string[] = [];
  const check = async (state: string, resume: Locator) => {
    for (const size of [...LOW_SIZES, ...DESK_SIZES]) {
      await resize(page, size);
      const faults = [
        ...(await layoutFaults(page)),
        ...(await sightFaults({
          'who waits': banker.waiting.getByRole('listitem').first().locator('bdi').first(),
          'the exercise for who waits': banker.waiting.locator('[data-leads]').first(),
          'Pause or Resume': resume,
          More: page.getByRole('button', { name: 'More', exact: true }),
          'Just happened': banker.happened.getByRole('button', { name: 'Just happened' }),
        })),
      ];
      found.push(...faults.map((fault) => `${state} at ${size.name}: ${fault}`));
    }
  };
  await check('nothing', banker.button('Pause'));
  await sayAndPlan(host, code);
  await expect(page.locator('[data-part="message-line"]')).toContainText(MESSAGE);
  await host.api(`/games/${code}/pause`, {});
  await expect(banker.button('Resume')).toBeVisible();
  await check('message, end and pause', banker.button('Resume'));
  await page.context().setOffline(true);
  await expect(page.getByRole('alert').first()).not.toBeEmpty({ timeout: 15_000 });
  await banker.button('Resume').press('Enter');
  await expect(page.locator('[data-part="notice"]')).toBeVisible({ timeout: 15_000 });
  await check('all of it, and no connection', banker.button('Resume'));
  // What has no room beside the rest can be scrolled to.
  await resize(page, LOWEST);
  const fold = page.locator('[data-part="evening-lines"] > button');
  await fold.press('Enter');
  const takeDown = banker.button('Take it down');
  await takeDown.scrollIntoViewIfNeeded();
  found.push(...(await sightFaults({ 'Take it down': takeDown })));
  expect(found).toEqual([]);
});

test("a player's panel uses the height there is beside the lists", async ({ desk, game, host }) => {
  const code = await game();
  await populate(host, code, { waiting: 1, active: 0, teams: 4 });
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  await goTo(page, `${host.ready.url}/banker/#game=${code}&seat=0`);
  await page.getByRole('complementary').getByText(nameOf(0), { exact: true }).click();
  const panel = page.locator('[data-part="player"]');
  await expect(panel).toBeVisible();
  const box = async (part: Locator) => (await part.boundingBox()) ?? { y: 0, height: 0 };
  const [{ y: top, height }, { y: foot }] = [await box(panel), await box(banker.happened)];
  expect(foot - (top + height)).toBeLessThan(16);
});
