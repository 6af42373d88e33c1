/** What a desk must never lose, however small its window is and however much is said at once: see `fit.spec.ts`. */
import type { Locator, Page } from '@playwright/test';
import {
  DESK_SIZES,
  layoutFaults,
  LOW_SIZES,
  PHONE_SIZES,
  resize,
  sightFaults,
  wordFaults,
} from './fit.harness.ts';
import { allTeams, completeAll, MESSAGE, nameOf, populate, sayAndPlan } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';
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

test(
  'the history has every Undo within its edges, and breaks no word, at any size',
  LONG,
  async ({ desk, game, host }) => {
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
  },
);

test(
  'whatever is said at once, the list, the main buttons and the line below stay in the window',
  LONG,
  async ({ desk, game, host }) => {
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
            'Just happened': banker.happened.locator('button[aria-expanded]'),
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
    const takeDown = banker.button('Remove message');
    await takeDown.scrollIntoViewIfNeeded();
    found.push(...(await sightFaults({ 'Remove message': takeDown })));
    expect(found).toEqual([]);
  },
);

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

test("an assistant's phone says what happened last in a low line, with its Undo in sight, and parts the pages from Pause", async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4) });
  await populate(host, code, { waiting: 3, active: 1, teams: 4 });
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  await goTo(page, `${host.ready.url}/banker/#game=${code}&seat=0`);
  await banker.waiting.locator('[data-leads]').first().click();
  const undo = banker.happened.getByRole('button', { name: /^Undo/ });
  await expect(undo).toBeVisible();
  const words = banker.happened.locator('header [data-kind="assigned"] > span').last();
  const found: string[] = [];
  for (const size of [...PHONE_SIZES.slice(0, 2), ...EVERY_SIZE]) {
    await resize(page, size);
    const faults = [
      ...(await layoutFaults(page)),
      ...(await sightFaults({ 'what happened': words, Undo: undo, Pause: banker.button('Pause') })),
    ];
    const [line, said, pages, pause] = await Promise.all(
      [banker.happened, words, page.getByRole('navigation', { name: 'Pages' }), banker.button('Pause')].map(
        (part) => part.boundingBox(),
      ),
    );
    if ((line?.height ?? size.height) > size.height / 5) faults.push(`the line is ${line?.height} px high`);
    if ((said?.width ?? 0) < 120) faults.push(`its words have ${said?.width} px`);
    const isBeside = (pause?.x ?? 0) > (pages?.x ?? 0) + (pages?.width ?? 0);
    if (!isBeside && (pause?.y ?? 0) < (pages?.y ?? 0) + (pages?.height ?? 0) + 4)
      faults.push('Pause touches the pages');
    found.push(...faults.map((fault) => `${size.name}: ${fault}`));
  }
  expect(found).toEqual([]);
});

test(
  "the teams have all the width, and a player's panel comes over them: it moves none and covers not the player's row",
  LONG,
  async ({ desk, game, host }) => {
    const code = await game({ teams: 5 });
    await populate(host, code, { waiting: 5, active: 0, teams: 5 });
    const { page } = await desk(undefined, CALM);
    await goTo(page, `${host.ready.url}/banker/#game=${code}&seat=0&page=players`);
    const cards = page.locator('section[data-team]');
    await expect(cards).toHaveCount(5);
    const places = () =>
      cards.evaluateAll((each) =>
        each.map((card) => {
          const { x, y, width } = card.getBoundingClientRect();
          return { x, y, width };
        }),
      );
    const before = await places();
    const row = before.slice(0, 4);
    expect(new Set(row.map(({ y }) => y)).size).toBe(1);
    expect(new Set(row.map(({ width }) => Math.round(width))).size).toBe(1);
    const [last] = row.slice(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeGreaterThan(1280 - 32);
    const panel = page.locator('[data-part="player"]');
    const found: string[] = [];
    // Of the first team, and of the one where the panel would lie.
    for (const name of [nameOf(0), nameOf(3)]) {
      const own = cards.getByRole('row').getByText(name, { exact: true });
      await own.click();
      await expect(panel).toContainText(name);
      await expect.poll(() => sightFaults({ [name]: own })).toEqual([]);
      expect(await places()).toEqual(before);
      found.push(
        ...(await sightFaults({ [`the head of ${name}'s panel`]: panel.getByRole('heading').first() })),
      );
      await panel.getByRole('button', { name: 'Close' }).click();
      await expect(panel).toHaveCount(0);
    }
    expect(found).toEqual([]);
  },
);

test("a dialog's answers are in sight in a low window, and what has the focus is not under them", async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  const { page } = await desk(undefined, CALM);
  await goTo(page, `${host.ready.url}/banker/#game=${code}&seat=0`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /^When it ends/ }).click();
  const dialog = page.getByRole('dialog');
  const found: string[] = [];
  for (const size of LOW_SIZES) {
    await resize(page, size);
    const answers = dialog.locator('[data-answers] button').last();
    found.push(...(await sightFaults({ 'the main answer': answers })));
    const time = dialog.getByRole('checkbox');
    await time.focus();
    found.push(...(await sightFaults({ 'what has the focus': time })));
  }
  expect(found).toEqual([]);
});
