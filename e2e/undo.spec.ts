/** What Undo leaves alone. */
import { letPass, untilDrawn } from './held-time.harness.ts';
import { countRefusals } from './keyboard.harness.ts';
import { assign, challengeOf, statuses } from './populate.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('Undo never takes back an exercise in place of a step that it cannot take back', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 2 });
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  await banker.giveSuggested('Anna');
  await expect(undo).toBeVisible();
  const addTeam = async () => {
    await banker.goTo('Players');
    await banker.button('Add a team').click();
    await expect(page.getByRole('main').getByRole('heading', { name: 'Team 5' })).toBeVisible();
    await expect(page.locator('[data-kind="info"]')).toContainText('Team 5');
  };
  await addTeam();
  await expect(undo).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(page.getByText('What you did last cannot be undone.')).toBeVisible();
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
  await page.reload();
  await expect(banker.button('Add a team')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('What you did last cannot be undone.')).toBeVisible();
  // What is done after that is the last again, and undone alone.
  await banker.goTo('Desk');
  await banker.giveSuggested('Ben');
  await expect(undo).toHaveAccessibleName(/Ben/);
  await page.keyboard.press('z');
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
});

test('pausing and locking take no Undo away: it names the step before, and the key asks before it takes that back', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 2 });
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  const asks = page.locator('[data-kind="info"]').filter({ hasText: 'Undo the step before: exercise given' });
  const given = { Anna: 'assigned', Ben: 'requested' };
  await banker.giveSuggested('Anna');
  await expect(undo).toHaveAccessibleName(/^Undo .*Anna.*: exercise given, what you did last/);
  for (const turn of ['Pause', 'Resume']) {
    await banker.button(turn).click();
    await expect(banker.button(turn)).toHaveCount(0);
    await expect(undo).toHaveAccessibleName(/^Undo .*Anna.*: exercise given$/);
    await page.keyboard.press('z');
    await expect(asks).toContainText('Anna');
    expect(await statuses(host, code)).toEqual(given);
    await asks.getByRole('button', { name: 'Close' }).click();
  }
  await banker.goTo('Players');
  await banker.button('Lock the room').click();
  await expect(banker.button('Room is locked')).toBeVisible();
  await page.reload();
  await expect(undo).toHaveAccessibleName(/^Undo .*Anna.*: exercise given$/);
  await page.keyboard.press('z');
  await asks.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'requested', Ben: 'requested' });
  await banker.button('Room is locked').click();
  await expect(banker.button('Lock the room')).toBeVisible();
  await banker.button(/^Redo .*Anna.*: exercise given/).click();
  await expect.poll(() => statuses(host, code)).toEqual(given);
});

test('after the end Undo is not offered for what can no longer be undone, says why, and is there again once the game is reopened', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 2 });
  const ways = banker.ownActs.getByRole('button');
  await banker.giveSuggested('Anna');
  await banker.done('Anna');
  await banker.giveSuggested('Ben');
  await expect(ways).toHaveAccessibleName(/^Undo.*Ben/);
  await host.api(`/games/${code}/end`, {});
  await expect(banker.button('Reopen')).toBeVisible();
  await expect(ways).toHaveCount(0);
  for (const key of ['z', 'Shift+Z', 'z']) {
    await page.keyboard.press(key);
    await expect(page.locator('[data-kind="info"]')).toContainText(
      key === 'z' ? 'The game is over, so that stays as it is. Reopen' : 'There is nothing to redo.',
    );
  }
  await banker.button('Reopen').click();
  await page
    .getByRole('dialog', { name: 'Reopen the game?' })
    .getByRole('button', { name: 'Reopen' })
    .click();
  await expect(banker.button('Pause')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await host.api(`/games/${code}/end`, {});
  await expect(banker.button('Reopen')).toBeVisible();

  // What the rules still allow is still offered.
  await banker.goTo('Desk');
  await host.api(`/games/${code}/message`, { text: 'Pizza!' });
  await page.locator('[data-part="message-line"]').getByRole('button', { name: 'Remove message' }).click();
  await expect(page.locator('[data-part="message-line"]')).toHaveCount(0);
  await expect(ways).toHaveAccessibleName(/^Undo.*message/);
  await page.keyboard.press('z');
  await expect(page.locator('[data-part="message-line"]')).toContainText('Pizza!');
});

test('Undo that is pressed before the laptop has answered is for what was pressed last', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 2 });
  await banker.giveSuggested('Anna');
  await expect(banker.row(banker.active, 'Anna')).toBeVisible();
  let letThrough: () => void = () => undefined;
  const isPressed = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/complete', async (route) => {
    await isPressed;
    await route.continue();
  });
  const sent = page.waitForRequest('**/complete');
  await banker.done('Anna');
  await sent;
  await page.keyboard.press('z');
  letThrough();
  await expect(banker.happened).toContainText(/Undone: .*Anna.* carries on for a farm: /);
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
});

test('each quick press of the undo key takes back one step of this page, or says that it did not, and never another desk’s', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 4 });
  const own = ['Anna', 'Ben', 'Clara'];
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  for (const name of own) {
    await banker.giveSuggested(name);
    await expect(undo).toHaveAccessibleName(new RegExp(name));
  }
  const david = await challengeOf(host, code, 'David');
  await assign(host, code, david);
  await expect(banker.row(banker.active, 'David')).toBeVisible();
  const refused = await countRefusals(page);
  const takenBack = async () => {
    const now = await statuses(host, code);
    return own.filter((name) => now[name] === 'requested').length;
  };
  for (const key of ['z', 'z', 'z']) await page.keyboard.press(key);
  await expect(page.locator('[data-part="refused-press"]')).toHaveText('This had just changed. Press again.');
  await expect.poll(async () => (await takenBack()) + (await refused())).toBe(own.length);
  // What it says is true: pressed again, it takes back the next one.
  await expect(async () => {
    await page.keyboard.press('z');
    expect(await takenBack()).toBe(own.length);
  }).toPass();
  await banker.undoToTheEnd();
  expect(await statuses(host, code)).toMatchObject({ David: 'assigned' });
});

test('what this page did last is undone in one place: not in the notice about it, and not at the foot while a notice asks', async ({
  crowd,
}) => {
  const { banker, page } = await crowd({ waiting: 2 });
  const undos = page.getByRole('button', { name: /^Undo/ });
  const notice = page.locator('[data-part="notice"]');
  await banker.openMenu();
  await page.getByRole('menuitem', { name: 'Message to everybody' }).click();
  await page.getByRole('dialog').getByLabel('Message').fill('Pizza!');
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  await expect(notice).toContainText('on all screens');
  await expect(undos).toHaveCount(1);

  await banker.goTo('Players');
  await banker.button('Add a player').click();
  await banker.button('Add a whole list').click();
  await page.getByLabel('Names, one per line').fill('Oma\nOpa\nUrsula');
  await banker.button('Add 3 players').click();
  await expect(notice).toContainText('3 players are in the game.');
  await expect(undos).toHaveCount(1);
  await banker.button('Balance teams').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Move \d/ })
    .click();
  await expect(notice).toContainText('got a team');
  await expect(undos).toHaveCount(1);

  await banker.pause();
  await page.keyboard.press('z');
  await expect(notice).toContainText('Undo the step before');
  await expect(undos).toHaveCount(1);
  await expect(
    notice.getByRole('button', { name: /^Undo the step before: \d players? moved$/ }),
  ).toBeVisible();
});

test('what has gone on since has no Undo: the step before is offered by its name, and takes no press that was meant for it', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 2 });
  for (const name of ['Anna', 'Ben']) {
    await banker.giveSuggested(name);
    await expect(banker.button(/^Undo .*what you did last/)).toHaveAccessibleName(new RegExp(name));
  }
  const ben = await challengeOf(host, code, 'Ben');
  await host.api(`/challenges/${code}/${ben}/complete`, {});
  await expect(banker.button(/^Undo .*what you did last/)).toHaveCount(0);
  await expect(page.locator('[data-part="overtaken"]')).toHaveText('Too late to undo: Ben');
  const given = { Anna: 'assigned' };
  const ways = banker.ownActs.getByRole('button');
  await expect(ways).toHaveCount(1);
  await expect(ways).toHaveAccessibleName(/^Undo .*Anna.*: exercise given$/);
  await expect(ways).toHaveText('Undo Anna');
  // The key does not show what it is for: it asks first, and says that beside the button.
  const notice = page.locator('[data-part="notice"]');
  for (let presses = 0; presses < 2; presses += 1) {
    await page.keyboard.press('z');
    await expect(notice).toContainText(/Too late to undo “.*”: .*Ben.* has moved on\./);
    await expect(notice.getByRole('button').first()).toHaveText(
      /Undo the step before: exercise given, .*Anna/,
    );
    expect(await statuses(host, code)).toEqual(given);
  }
  await notice.getByRole('button', { name: /Anna/ }).click();
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'requested' });
  await expect(ways).toHaveAccessibleName(/^Redo .*Anna/);
});

test('a press on Undo just as somebody goes on with its step takes back no other one, and a later one does', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 2 });
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  for (const name of ['Anna', 'Ben']) {
    await banker.giveSuggested(name);
    await expect(undo).toHaveAccessibleName(new RegExp(`${name}.*what you did last`));
  }
  const ben = await challengeOf(host, code, 'Ben');
  const place = await undo.boundingBox();
  const press = () => page.mouse.click((place?.x ?? 0) + 20, (place?.y ?? 0) + 20);
  await page.mouse.move((place?.x ?? 0) + 20, (place?.y ?? 0) + 20);
  await host.api(`/challenges/${code}/${ben}/complete`, {});
  await expect(undo).toHaveAccessibleName(/Anna.*exercise given$/);
  await press();
  await expect(page.locator('[data-part="refused-press"]')).toHaveText('This had just changed. Press again.');
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned' });
  await expect(undo).not.toHaveAttribute('data-turned');
  await press();
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'requested' });
});

test('each step that comes into the place of Undo while nobody presses takes no press that was meant for the one before', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 3, prepare: (opened) => opened.clock.install() });
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  for (const name of ['Anna', 'Ben', 'Clara']) {
    await banker.giveSuggested(name);
    await expect(undo).toHaveAccessibleName(new RegExp(`${name}.*what you did last`));
  }
  const names = (name: string) => async () =>
    (await undo.getAttribute('aria-label'))?.includes(name) === true;
  await letPass(page, 0);
  await host.api(`/challenges/${code}/${await challengeOf(host, code, 'Clara')}/complete`, {});
  await untilDrawn(page, names('Ben'));
  await letPass(page, 2_000);
  await host.api(`/challenges/${code}/${await challengeOf(host, code, 'Ben')}/complete`, {});
  await untilDrawn(page, names('Anna'));
  for (const ms of [0, 500, 500]) {
    await letPass(page, ms);
    await undo.click({ force: true });
    await expect(page.locator('[data-part="refused-press"]')).toHaveText(
      'This had just changed. Press again.',
    );
  }
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned' });
  await letPass(page, 2_000);
  await undo.click({ force: true });
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'requested' });
});

test('Redo does what it says from the moment that it looks as if it would', async ({ crowd, host }) => {
  const { code, banker, page } = await crowd({ waiting: 1, prepare: (opened) => opened.clock.install() });
  await banker.giveSuggested('Anna');
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  const redo = banker.ownActs.getByRole('button', { name: /^Redo .*Anna/ });
  await expect(undo).toBeEnabled();
  await letPass(page, 0);
  await undo.click({ force: true });
  await untilDrawn(page, () => redo.isVisible());
  const refused = await countRefusals(page);
  await expect(redo).toBeDisabled();
  while (await redo.isDisabled()) await letPass(page, 20);
  await redo.click({ force: true });
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'assigned' });
  expect(await refused()).toBe(0);
});
