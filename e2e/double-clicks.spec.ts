/** Hands faster than the screen: what a second press, meant for the previous screen, must not do. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { DOUBLE_CLICK_MS, TURNED_MS } from '../src/renderer/banker/model/turns.ts';
import { SETTLING_MS } from '../src/renderer/shared/left-places.ts';
import { letPass, untilDrawn } from './held-time.harness.ts';
import { allTeams, populate, statuses } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** How long a refused press is answered, ms: refused-press.tsx. */
const SAID_MS = 3_000;
/** The pause between the presses of a double click, ms. */
const BETWEEN_CLICKS_MS = 60;
/** A second click so late is none that the first one's guards refuse, ms. */
const LATE_MS = SETTLING_MS + 200;

/** The centre of a button, once it can be pressed. */
async function centreOf(element: Locator): Promise<[x: number, y: number]> {
  await element.click({ trial: true });
  const box = await element.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Two real clicks in one place, whatever is there by the second. */
async function doubleClick(page: Page, element: Locator): Promise<void> {
  await page.mouse.click(...(await centreOf(element)), { clickCount: 2, delay: BETWEEN_CLICKS_MS });
}

test('a double tap on the phone is one tap: Done is not undone, Cancel does not ask again', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  const { touchscreen } = anna.page;
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await banker.giveSuggested('Anna');
  const done = await centreOf(anna.button('Done'));
  await touchscreen.tap(...done);
  await expect(anna.title).toHaveText('You earned a farm!');
  await touchscreen.tap(...done);
  await expect(anna.button(/^Undo/)).toBeVisible();
  await anna.button('Next').click();
  await expect(anna.title).toHaveText('Pick a building');
  await expect(banker.happened).not.toContainText('undone');

  await anna.ask('Mine');
  const cancel = await centreOf(anna.button('Cancel'));
  // Where the buildings were a moment ago, the first taps are not meant for Cancel (shared/settled-places.ts).
  await expect(async () => {
    await touchscreen.tap(...cancel);
    await expect(anna.title).toHaveText('No problem', { timeout: 500 });
  }).toPass();
  await touchscreen.tap(...cancel);
  await anna.button(/^Undo/).click();
  await expect(anna.title).toHaveText("You're next");
});

test('a challenge given while the drawer is open is seen at once', LONG, async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  const drawer = await anna.openDrawer();
  const words = await banker.giveSuggested('Anna');
  await expect(drawer).toHaveCount(0);
  await expect(anna.title).toHaveText(words);
  await anna.openDrawer();
  await expect(drawer).toBeVisible();
  await banker.done('Anna');
  await expect(drawer).toBeVisible();
  await anna.closeDrawer();
  await expect(anna.title).toHaveText('You earned a farm!');
});

test('a double click on the desk is one press, and shows no refusal', async ({ game, desk, phone }) => {
  const code = await game({ isStarted: false, settings: { completion: 'banker' }, schools: [1] });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await doubleClick(page, banker.button('Start the game'));
  await expect(banker.button('Pause')).toBeVisible();
  const [anna, tom] = [await phone(code), await phone(code)];
  await anna.join('Anna', 1);
  await tom.join('Tom', 1);
  await anna.ask('Farm');
  await doubleClick(page, banker.suggestion('Anna'));
  await anna.button('Done').click();
  await tom.ask('Mine');
  await banker.giveSuggested('Tom');
  await tom.button('Done').click();
  await doubleClick(page, banker.button(/^Confirm that .*Anna/));
  await expect(anna.title).toHaveText('You earned a farm!');
  await banker.confirm('Tom');
  await expect(tom.title).toHaveText('You earned a mine!');

  // Each undo adds a line, so Anna's moves to where Tom's was.
  await banker.openHappened();
  await doubleClick(page, banker.button(/^Undo the last step of .*Tom/).first());
  await expect(tom.title).toHaveText('Waiting for the banker');
  await expect(banker.button('Pause')).toBeVisible();
  await expect(anna.title).toHaveText('You earned a farm!');
  await expect(page.locator('[data-kind="refused"]')).toHaveCount(0);
});

test('whoever starts, pauses or resumes the game and presses again takes nothing back, by whatever they press', async ({
  game,
  desk,
}) => {
  await game({ isStarted: false });
  const banker = await desk(undefined, { viewport: { width: 1024, height: 768 }, hasTouch: true });
  const { page } = banker;
  await page.clock.install();
  await banker.open(GAME);
  const refused = page.locator('[data-part="refused-press"]');
  const [start, pause, resume] = [
    banker.button('Start the game'),
    banker.button('Pause'),
    banker.button('Resume'),
  ];
  const place = await centreOf(start);
  const focused = (key: string) => async () => {
    await start.or(pause).or(resume).focus();
    await page.keyboard.press(key);
  };
  const ways = [
    { press: () => page.mouse.click(...place), next: pause },
    { press: () => page.touchscreen.tap(...place), next: resume },
    { press: focused('Enter'), next: pause },
    { press: focused(' '), next: resume },
    { press: () => page.keyboard.press('p'), next: pause },
  ];
  await letPass(page, TURNED_MS);
  for (const { press, next } of ways) {
    await press();
    await untilDrawn(page, () => next.isVisible());
    await page.clock.runFor(DOUBLE_CLICK_MS);
    await expect(next).toHaveAttribute('data-turned', 'true');
    await press();
    await untilDrawn(page, () => refused.isVisible());
    await expect(refused).toHaveText('This had just changed. Press again.');
    await page.clock.runFor(TURNED_MS);
    await expect(next).toBeVisible();
    await expect(next).not.toHaveAttribute('data-turned', 'true');
    await page.clock.runFor(SAID_MS);
    await expect(refused).toHaveCount(0);
  }
});

test('a lock that has been released is no longer mentioned', LONG, async ({ game, desk, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const [anna, tom] = [await phone(code), await phone(code)];
  await anna.join('Anna', 1);
  await tom.join('Tom', 1);
  await anna.ask('Farm');
  await expect(tom.title).toContainText('Anna');
  await tom.button(/^Mine/).click();
  await expect(tom.page.getByText(/’s phone is connected$/)).toBeVisible();
  await anna.button('Cancel').click();
  await expect(tom.title).toHaveText('Pick a building');
  await expect(tom.page.getByText('already busy')).toHaveCount(0);
});

/** By how much what happened comes later than the answer to whoever did it, ms. */
const EVENTS_LATE_MS = 325;

/** The answers come as ever, the events late. */
const delayEvents = (page: Page) =>
  page.routeWebSocket(/./, (socket) => {
    const host = socket.connectToServer();
    host.onMessage((frame) => void delay(EVENTS_LATE_MS).then(() => socket.send(frame)));
  });

test('an exercise that is given by a double press, before its event has come, is what Undo takes back', async ({
  game,
  desk,
  host,
}) => {
  const names = ['Aisha', 'Bram', 'Cleo', 'Dora'] as const;
  const teams = names.length;
  const code = await game({ teams, schools: allTeams(teams) });
  await populate(host, code, { waiting: teams, active: 0, teams, names: (index) => names[index] ?? '' });
  const banker = await desk();
  const { page } = banker;
  await delayEvents(page);
  await page.reload();
  await banker.open(GAME);
  const given: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/assign')) given.push(request.url());
  });
  const undo = banker.button(/^Undo .*what you did last/);
  const waiting = { Bram: 'requested', Cleo: 'requested', Dora: 'requested' };
  await banker.giveSuggested('Aisha');
  await expect(undo).toHaveAccessibleName(/Aisha/);
  await expect(banker.row(banker.active, 'Aisha')).toBeVisible();
  for (const [name, ms] of [
    ['Bram', 80],
    ['Cleo', 140],
    ['Dora', 250],
  ] as const) {
    given.length = 0;
    const place = await centreOf(banker.suggestion(name));
    await page.mouse.click(...place);
    await delay(ms);
    await page.mouse.click(...place);
    await expect(banker.row(banker.active, name)).toBeVisible();
    await expect(undo).toHaveAccessibleName(new RegExp(name));
    expect(given).toHaveLength(1);
    await expect(page.locator('[data-kind="refused"]')).toHaveCount(0);
    await page.keyboard.press('z');
    await expect.poll(() => statuses(host, code)).toEqual({ Aisha: 'assigned', ...waiting });
    await expect(banker.suggestion(name)).toBeVisible();
  }
});

/** What is selected on the page. */
const selected = (page: Page) => page.evaluate(() => getSelection()?.toString() ?? '');

test('a late second click where an exercise was given opens nothing over the other list', async ({
  crowd,
}) => {
  const { banker, page } = await crowd({
    waiting: 4,
    active: 2,
    window: { viewport: { width: 1024, height: 768 } },
  });
  const rows = banker.waiting.getByRole('listitem');
  await expect(rows.locator('[data-leads]')).toHaveCount(4);
  // The suggestion, what opens the others, and what cancels: beside each other at the end of the row.
  for (const [index, nth] of [1, 2, 3].entries()) {
    const row = rows.nth(index);
    const box = await row.getByRole('button').nth(nth).boundingBox();
    if (box === null) throw new Error('It is not on the screen.');
    const place = [box.x + 6, box.y + box.height / 2] as const;
    // Near the name, as hands do; what opens a list gives nothing by itself.
    const pressed = row.getByRole('button').nth(nth === 2 ? 1 : nth);
    await pressed.click({ position: { x: 6, y: box.height / 2 } });
    await expect(row).toHaveAttribute('data-gone', 'true');
    await page.mouse.move(...place);
    await delay(LATE_MS);
    await page.mouse.click(...place);
    await expect(page.locator('[data-part="player"]')).toHaveCount(0);
    await expect(banker.active).toBeVisible();
  }
});

test('a double click in a row selects no text, and what is there to be copied can be selected', async ({
  crowd,
}) => {
  const { banker, code, page } = await crowd({ waiting: 2, active: 1 });
  await page.locator('[data-part="join"]').getByText(code, { exact: true }).dblclick();
  expect(await selected(page)).toBe(code);
  await page.evaluate(() => getSelection()?.removeAllRanges());
  const given = banker.row(banker.waiting, 'Ben');
  await banker.suggestion('Ben').dblclick();
  await expect(given).toHaveAttribute('data-gone', 'true');
  for (const text of [given.getByText(/^Given/), banker.row(banker.active, 'Anna').getByText(/·/)]) {
    await text.dblclick();
    expect(await selected(page)).toBe('');
  }
});
