/** Other ways of the owner's exercises: worded in the library's form, marked where one is picked, and offered on the phone. */
import type { Locator } from '@playwright/test';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const wayOf = (dialog: Locator, way: string) => dialog.getByRole('group', { name: `Another way: ${way}` });

test(
  'the form words other ways, says what is wrong beside each field, and keeps what is typed',
  LONG,
  async ({ desk, host }) => {
    const { page } = await desk();
    await page.getByRole('link', { name: 'Exercises & templates' }).click();
    await page.getByRole('button', { name: 'Add an exercise' }).click();
    const dialog = page.getByRole('dialog');
    const save = dialog.getByRole('button', { name: 'Save', exact: true });
    const name = dialog.getByLabel('What to do');
    await dialog.getByRole('button', { name: 'Add another way' }).press('Enter');
    const first = wayOf(dialog, 'without jumping');
    await expect(first.getByLabel('How it is done')).toBeFocused();
    await expect(first.getByRole('checkbox', { name: 'no jumping' })).toBeChecked();
    await first.getByLabel('How it is done').selectOption('sitting down');
    const seated = wayOf(dialog, 'sitting down');
    await expect(seated.getByRole('checkbox', { name: 'sitting down' })).toBeChecked();
    for (const need of ['sitting down', 'nothing on the floor'])
      await seated.getByRole('checkbox', { name: need }).uncheck();

    await dialog.getByLabel('Harder').fill('0');
    await save.click();
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription(/Say what to do/);
    await expect(dialog.getByLabel('Harder')).toHaveAccessibleDescription(/whole number from 1 to 100,000/);
    await expect(seated.getByLabel('In your words')).toHaveAccessibleDescription(/Say how it is done/);
    await expect(seated.getByRole('group', { name: 'This way, it works' })).toHaveAccessibleDescription(
      'Tick at least one.',
    );
    await name.fill('界'.repeat(100));
    await seated.getByLabel('In your words').fill('界'.repeat(80));
    await expect(seated).toContainText(/Too long by .*: some letters/);
    await name.fill('Hops over the rope');
    await seated.getByLabel('In your words').fill('Lift both feet over the rope');
    await expect(seated).toContainText('28 of 100');

    // Something else comes to the list meanwhile; and a press beside the form loses nothing.
    await host.api('/library/exercises', { name: 'Claps', target: 20 });
    await expect(page.locator('[data-exercise]', { hasText: 'Claps' })).toHaveCount(1, { timeout: 10_000 });
    await page.mouse.click(5, 5);
    await page.getByRole('button', { name: 'Keep typing' }).click();
    await expect(seated.getByLabel('In your words')).toHaveValue('Lift both feet over the rope');
    await dialog.getByLabel('Harder').fill('');
    await save.click();
    await expect(seated.getByRole('checkbox', { name: 'sitting down' })).toBeFocused();
    await page.keyboard.press('Space');
    await save.press('Enter');
    await expect(dialog).toHaveCount(0);
    const line = page.locator('[data-exercise]', { hasText: 'Hops over the rope' });
    await expect(line).toContainText('also sitting down');

    await line.getByRole('button', { name: /^Edit/ }).click();
    await wayOf(dialog, 'sitting down')
      .getByRole('button', { name: /^Remove the way/ })
      .press('Enter');
    await expect(dialog.getByRole('button', { name: 'Add another way' })).toBeFocused();
    for (const way of ['without jumping', 'standing', 'with one hand', 'sitting down']) {
      await dialog.getByRole('button', { name: 'Add another way' }).click();
      await wayOf(dialog, way).getByLabel('In your words').fill(`Hops ${way}`);
    }
    await expect(dialog.getByRole('button', { name: 'Add another way' })).toHaveCount(0);
    await save.click();
    await expect(line).toContainText('also without jumping, standing, with one hand and sitting down');
  },
);

const HOPS = {
  name: 'Hops over the rope',
  target: 12,
  muscles: 'breath',
  meets: ['one_handed'],
  ways: [
    { variant: 'low_impact', meets: ['quiet', 'seated'], how: 'Step over the rope' },
    { variant: 'seated', meets: ['quiet', 'seated'], how: 'Lift both feet over the rope' },
  ],
};

test(
  'the picker is marked for a player with needs; the phone offers own ways and exercises, and nobody else reads them',
  LONG,
  async ({ context, desk, game, host, phone }) => {
    await host.api('/library/exercises', HOPS);
    await host.api('/library/exercises', { name: 'Juggling', target: 5 });
    const code = await game();
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const [kofi, mia] = [await phone(code), await phone(code)];
    await kofi.join('Kofi', 1);
    await mia.join('Mia', 1);
    const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
    const board = await context.newPage();
    await board.goto(`${host.ready.url}/board/${new URL(url).hash}`);

    await kofi.ask('Farm');
    const opener = page.getByRole('button', { name: /^Other exercises for .*Kofi/ });
    await opener.click();
    const picker = page.getByRole('dialog');
    const offered = (name: string) => picker.getByRole('button', { name: new RegExp(name, 'i') });
    await expect(picker.locator('[data-suits]')).toHaveCount(0);
    // The mark comes while the list is open.
    const kofiId = /seat=(\d+)/.exec(kofi.page.url())?.[1];
    const need = (...needs: string[]) => host.api(`/games/${code}/players/${kofiId}`, { needs }, 'PATCH');
    await need('quiet');
    await expect(picker).toContainText(/Kofi.* asked for something quiet\./);
    await expect(offered('squats')).toHaveAccessibleName(/suits as it is/);
    await expect(offered('burpees')).toHaveAccessibleName(/in another way: without jumping/);
    await expect(offered('Hops over')).toHaveAccessibleName(/in another way: .*Step over the rope/);
    await expect(offered('Juggling')).toHaveAccessibleName(/nobody has said who it suits/);
    await need('quiet', 'no_floor');
    await expect(offered('Hops over')).toHaveAccessibleName(
      /still needs adapting: nothing on the floor.*Step over/,
    );
    const shapes = picker.locator('[data-suits] svg');
    expect(new Set(await shapes.evaluateAll((all) => all.map(({ innerHTML }) => innerHTML))).size).toBe(4);
    await need('quiet');
    await expect(offered('Hops over')).not.toHaveAccessibleName(/adapting/);
    await offered('Hops over').click();

    await expect(kofi.page.locator('[data-part="your-way"]')).toHaveText('Step over the rope');
    const offers = kofi.page.locator('[data-part="equal-offers"]');
    await kofi.button("I can't do this").click();
    await offers.getByRole('button', { name: 'Lift both feet over the rope' }).click();
    await expect(kofi.page.locator('[data-part="your-way"]')).toHaveText('Lift both feet over the rope');
    await kofi.button("I can't do this").click();
    await expect(offers.getByRole('button')).toHaveCount(4);
    await offers.getByRole('button').nth(1).click();
    await expect(kofi.title).not.toContainText('Hops');
    await kofi.button("I can't do this").click();
    await offers.getByRole('button', { name: 'Hops over the rope' }).click();
    await expect(kofi.page.locator('[data-part="your-way"]')).toHaveText('Step over the rope');
    await expect(banker.row(banker.active, 'Kofi')).toContainText(/Step over the rope.*quiet/);

    const mates = await mia.openDrawer();
    await expect(mates).toContainText('Hops over the rope');
    await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('Hops over the rope');
    for (const other of [mia.page, board])
      await expect(other.locator('body')).not.toContainText(/Step over|Lift both|quiet/);
  },
);
