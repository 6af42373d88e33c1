/** What two bankers press at the same moment is done once: nobody takes it back who was on the way to do the same. */
import type { Locator, Page } from '@playwright/test';
import { TURNED_MS } from '../src/renderer/banker/model/turns.ts';
import { REACHING_MS } from '../src/renderer/shared/left-places.ts';
import { letPass, untilDrawn } from './held-time.harness.ts';
import { centreOf, type Desk } from './pages.harness.ts';
import { claim, joinGame, populate, statuses } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** How long after the other desk's press is seen the hand presses here, ms. */
const HANDS_MS = [80, 400, 800, 1_100] as const;
/** In `npm test`, where only one is. */
const SHORT_MS = 1_100;
/** How long a refused press is answered, ms: refused-press.tsx. */
const SAID_MS = 3_000;
const CHANGED = 'This had just changed. Press again.';

type Press = (page: Page, control: Locator) => Promise<void>;

const byMouse: Press = async (page, control) => page.mouse.click(...(await centreOf(control)));
const WAYS: Readonly<Record<string, Press>> = {
  mouse: byMouse,
  finger: async (page, control) => page.touchscreen.tap(...(await centreOf(control))),
  'the key P': (page) => page.keyboard.press('p'),
  'Space on it': async (page, control) => {
    await control.focus();
    await page.keyboard.press(' ');
  },
};

const statusOf = async (host: RunningHost, code: string) =>
  (await host.api<{ status: string }>(`/games/${code}`)).status;
const settingsOf = async (host: RunningHost, code: string) =>
  (await host.api<{ settings: Readonly<Record<string, unknown>> }>(`/games/${code}`)).settings;

/** Two desks, of which the first one's time is held. */
async function twoDesks(desk: (link?: string, options?: object) => Promise<Desk>) {
  const [banker, other] = [await desk(undefined, { hasTouch: true }), await desk()];
  await banker.page.clock.install();
  return { banker, other, page: banker.page };
}

/** A press here so long after what the other desk did is on this screen is refused, where it is pressed. */
async function isRefused(page: Page, control: Locator, ms: number, press: Press): Promise<void> {
  await expect(control).toHaveCount(1);
  await letPass(page, ms);
  await press(page, control);
  const refused = page.locator('[data-part="refused-press"]');
  await untilDrawn(page, () => refused.isVisible());
  await expect(refused).toHaveText(CHANGED);
  await letPass(page, SAID_MS);
  await untilDrawn(page, async () => (await refused.count()) === 0);
}

for (const [way, press] of Object.entries(WAYS))
  test(`two bankers who pause at the same moment pause, by ${way}`, async ({ game, desk, host }) => {
    const code = await game();
    const { banker, other, page } = await twoDesks(desk);
    await banker.open(GAME);
    await other.open(GAME);
    const [pause, resume] = [banker.button('Pause'), banker.button('Resume')];
    await expect(pause).toBeVisible();
    await letPass(page, TURNED_MS);
    for (const ms of HANDS_MS) {
      await other.button('Pause').click();
      await untilDrawn(page, () => resume.isVisible());
      await isRefused(page, resume, ms, press);
      expect(await statusOf(host, code)).toBe('paused');
      // What this desk means, it does; what it has done itself can be taken back as ever.
      await press(page, resume);
      await untilDrawn(page, () => pause.isVisible());
      await letPass(page, TURNED_MS + SAID_MS);
    }
  });

for (const ms of HANDS_MS) {
  test(
    `two bankers who start the game at the same moment start it, ${ms} ms apart`,
    longUnless(ms === SHORT_MS),
    async ({ game, desk, host }) => {
      const code = await game({ isStarted: false });
      const { banker, other, page } = await twoDesks(desk);
      await banker.open(GAME);
      await other.open(GAME);
      await expect(banker.button('Start the game')).toBeVisible();
      await letPass(page, TURNED_MS);
      await other.button('Start the game').click();
      await untilDrawn(page, () => banker.button('Pause').isVisible());
      await isRefused(page, banker.button('Pause'), ms, byMouse);
      expect(await statusOf(host, code)).toBe('in_progress');
    },
  );

  test(
    `what two bankers switch at the same moment stays switched, ${ms} ms apart`,
    longUnless(ms === SHORT_MS),
    async ({ game, desk, host }) => {
      const code = await game({ teams: 2 });
      const { banker, other, page } = await twoDesks(desk);
      await banker.openPlayers(GAME);
      const there = await other.openPlayers(GAME);
      await letPass(page, REACHING_MS);
      const school = (on: Page) => on.locator('[data-card][data-team="1"]').getByRole('switch');
      for (const [find, isSet] of [
        [
          (on: Page) => on.getByRole('button', { name: /Lock the room|Room is locked/ }),
          async () => (await settingsOf(host, code))['locked'],
        ],
        [
          (on: Page) => on.getByRole('checkbox', { name: 'their name' }),
          async () => (await settingsOf(host, code))['own_name_in_play'],
        ],
        [school, () => school(there).isChecked()],
      ] as const) {
        const [here, elsewhere] = [find(page), find(there)];
        const isOn = (control: Locator) =>
          control.evaluate((each) =>
            each instanceof HTMLInputElement ? each.checked : each.ariaPressed === 'true',
          );
        await elsewhere.click();
        await untilDrawn(page, () => isOn(here));
        await isRefused(page, here, ms, byMouse);
        expect(await isSet()).toBe(true);
        await byMouse(page, here);
        await untilDrawn(page, async () => !(await isOn(here)));
      }
    },
  );
}

test('a message that another desk has just put in the place of one is not taken down for it', async ({
  game,
  desk,
  host,
}) => {
  const code = await game();
  const say = (text: string) => host.api(`/games/${code}/message`, { text });
  await say('Supper in ten minutes');
  const { banker, page } = await twoDesks(desk);
  await banker.open(GAME);
  const line = page.locator('[data-part="message-line"]');
  await expect(line).toContainText('Supper');
  await letPass(page, REACHING_MS);
  await say('Come to the fire');
  await untilDrawn(page, async () => (await line.textContent())?.includes('fire') === true);
  await isRefused(page, line.getByRole('button', { name: 'Remove' }), SHORT_MS, byMouse);
  await expect(line).toContainText('fire');
});

test('two tabs change one exercise of the library: neither takes back what the other has changed', async ({
  desk,
  host,
}) => {
  await host.api('/library/exercises', { name: 'Plank', target: 30 });
  const [one, other] = [await desk(), await desk()];
  const open = async ({ page }: Desk) => {
    await page.goto(`${host.ready.url}/banker/#seat=0&page=library`);
    await page.getByRole('button', { name: /^Edit .*Plank/ }).click();
    return page.getByRole('dialog');
  };
  const [here, there] = [await open(one), await open(other)];
  const save = (dialog: Locator) => dialog.getByRole('button', { name: 'Save' }).click();
  await there.getByLabel('Usual', { exact: true }).fill('45');
  await save(there);
  await expect(there).toHaveCount(0);
  await here.getByLabel('What to do').fill('Side plank');
  await save(here);
  await expect(here).toHaveCount(0);
  const kept = async () => {
    const { library } = await host.api<{ library: { exercises: readonly object[] } }>('/library');
    return library.exercises;
  };
  expect(await kept()).toMatchObject([{ name: 'Side plank', target: 45 }]);

  const again = [await openAgain(one.page), await openAgain(other.page)] as const;
  await again[1].getByLabel('Usual', { exact: true }).fill('60');
  await save(again[1]);
  await expect(again[1]).toHaveCount(0);
  await again[0].getByLabel('Usual', { exact: true }).fill('20');
  await save(again[0]);
  await expect(again[0].getByRole('alert')).toContainText('Another desk has changed this');
  expect(await kept()).toMatchObject([{ name: 'Side plank', target: 60 }]);
});

async function openAgain(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Edit .*Side plank/ }).click();
  return page.getByRole('dialog');
}

test('the planned end is saved as far as it was changed here, and what another desk has planned is said', async ({
  game,
  desk,
  host,
}) => {
  const code = await game();
  const plan = (body: object) => host.api(`/games/${code}`, body, 'PATCH');
  const inMinutes = (minutes: number) => Date.now() + minutes * 60_000;
  await plan({ end_time: inMinutes(60) });
  const banker = await desk();
  await banker.open(GAME);
  await banker.openMenu();
  await banker.page.getByRole('menuitem', { name: 'When it ends' }).click();
  const dialog = banker.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '30' }).click();
  await plan({ end_time: inMinutes(90), ends_by_itself: true });
  await expect(dialog.getByRole('status')).toContainText('The game is now due to end at');
  await expect(dialog.getByRole('checkbox')).toBeChecked();
  await dialog.locator('button[type="submit"]').click();
  await expect(dialog).toHaveCount(0);
  const { end_time: at, ends_by_itself: byItself } = await host.api<{
    end_time: number;
    ends_by_itself: boolean;
  }>(`/games/${code}`);
  expect(byItself).toBe(true);
  expect(at).toBeLessThan(inMinutes(31));
});

for (const ms of HANDS_MS) {
  test(
    `Confirm that another desk has just turned into Done counts nothing, ${ms} ms later`,
    longUnless(ms === SHORT_MS),
    async ({ game, desk, host }) => {
      const code = await game({ settings: { completion: 'banker' } });
      const [anna] = await populate(host, code, { waiting: 0, active: 1, teams: 2 });
      const { banker, page } = await twoDesks(desk);
      await banker.open(GAME);
      const path = `/challenges/${code}/${anna?.id}`;
      const done = banker.button(/Anna.* is done$/);
      await expect(done).toBeVisible();
      if (anna === undefined) throw new Error('Nobody is busy.');
      await claim(host, code, anna);
      const confirm = banker.button(/^Confirm/);
      await untilDrawn(page, () => confirm.isVisible());
      await letPass(page, TURNED_MS);
      await host.api(`${path}/reject`, {});
      await untilDrawn(page, () => done.isVisible());
      await isRefused(page, done, ms, byMouse);
      expect(await statuses(host, code)).toEqual({ Anna: 'assigned' });
      await byMouse(page, done);
      await expect.poll(() => statuses(host, code)).toEqual({});
    },
  );

  test(
    `Approve approves no name that has just taken the place of another, ${ms} ms later`,
    longUnless(ms === SHORT_MS),
    async ({ game, desk, host }) => {
      const code = await game({ settings: { approve_names: true } });
      const { player_id: id } = await joinGame(host, code, 'Ben', 1);
      const { banker, page } = await twoDesks(desk);
      const players = await banker.openPlayers(GAME);
      const approve = players.getByRole('button', { name: /^Approve .*(?:Ben|Big)/ });
      await expect(approve).toBeVisible();
      await letPass(page, REACHING_MS);
      await host.api(`/games/${code}/players/${id}`, { player_name: 'Big' }, 'PATCH');
      await untilDrawn(page, async () => /Big/.test((await approve.getAttribute('aria-label')) ?? ''));
      await isRefused(page, approve, ms, byMouse);
      const shown = async () =>
        (await host.api<{ items: { player_id: number; approved: boolean }[] }>(`/games/${code}/players`))
          .items;
      expect((await shown()).find(({ player_id }) => player_id === id)?.approved).toBe(false);
    },
  );
}

test('a message is not sent over one that another desk has just sent, which the dialog says', async ({
  game,
  desk,
  host,
}) => {
  const code = await game();
  const { banker, page } = await twoDesks(desk);
  await banker.open(GAME);
  await banker.openMenu();
  await page.getByRole('menuitem', { name: 'Message to everybody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Pizza!');
  // It has faded in, which takes the page's own time.
  await dialog.getByRole('button', { name: 'Send' }).click({ trial: true });
  await letPass(page, 0);
  await host.api(`/games/${code}/message`, { text: 'Fire drill' });
  await untilDrawn(page, async () => (await dialog.getByRole('status').count()) === 1);
  await expect(dialog.getByRole('status')).toContainText(
    /On all screens now: .*Fire drill.* Yours takes its place/,
  );
  for (const press of [
    () => dialog.getByRole('textbox').press('Enter'),
    () => dialog.getByRole('button', { name: 'Send' }).click({ force: true }),
  ]) {
    await press();
    await expect(page.locator('[data-part="refused-press"]')).toHaveText(
      'This had just changed. Press again.',
    );
  }
  await expect(dialog).toBeVisible();
  await letPass(page, 2_000);
  await dialog.getByRole('textbox').press('Enter');
  await untilDrawn(page, async () => (await dialog.count()) === 0);
  await untilDrawn(page, () => page.locator('[data-part="message-line"]').getByText('Pizza!').isVisible());
});
