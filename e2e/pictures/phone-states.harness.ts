/** Brings phones into every possible state, one after another, and captures each. */
import { type Page, expect } from '@playwright/test';
import type { RunningHost } from '../running-host.harness.ts';

export interface PhoneCapture {
  readonly host: RunningHost;
  /** Opens a page of the host on a separate phone. */
  readonly open: (url: string) => Promise<Page>;
  /** Takes pictures of this state, in every theme. */
  readonly capture: (page: Page, name: string) => Promise<void>;
}

interface Joined {
  player_id: number;
  token: string;
  seat_pin: string;
}

/** A game, and shorthands for what its owner does. */
export async function makeGame(host: RunningHost, settings: object) {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'Friday night',
    settings,
  });
  const challenges = `/challenges/${code}`;
  return {
    code,
    order: (what: string, body: object = {}, method = 'POST') =>
      host.api(`/games/${code}${what}`, body, method),
    join: (name: string, team: number) =>
      host.api<Joined>(`/games/${code}/players`, { player_name: name, team_number: team }),
    ask: (playerId: number, building: string) =>
      host.api<{ id: number }>(`${challenges}/request`, { player_id: playerId, building_type: building }),
    assign: (id: number, exercise: object = {}) =>
      host.api(`${challenges}/${id}/assign`, {
        challenge_type: 'push_ups',
        challenge_description: '20 Push-ups',
        target_number: 20,
        ...exercise,
      }),
    step: (id: number, what: string) => host.api(`${challenges}/${id}/${what}`, {}),
    openOf: async (playerId: number) => {
      const open = await host.api<{ id: number; player_id: number }[]>(`${challenges}/active`);
      return open.filter((each) => each.player_id === playerId).map(({ id }) => id);
    },
  };
}

const seatOn = (page: Page) => Number(/seat=(\d+)/.exec(page.url())?.[1]);
export const heading = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });

/** From the game's code to the wait for its start. */
export async function captureJoining({ host, open, capture }: PhoneCapture): Promise<void> {
  const game = await makeGame(host, { join_teams: 'choose' });
  const page = await open(new URL('/', host.joinUrl(game.code)).href);
  await expect(heading(page)).toBeVisible();
  await capture(page, '01-code');
  await page.getByRole('textbox').fill('AAAAAA');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox').fill('Anna');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'no game' })).toBeVisible();
  await capture(page, '02-wrong-code');

  await page.goto(host.joinUrl(game.code));
  await expect(page.getByLabel('Your name')).toBeVisible();
  await capture(page, '03-join');
  await page.getByText('Having trouble?').click();
  await capture(page, '04-join-help');
  await page.getByRole('button', { name: 'I was already playing' }).click();
  await capture(page, '05-recover');
  await page.getByRole('button', { name: 'I am new here' }).click();
  await game.order('', { settings: { locked: true } }, 'PATCH');
  await page.getByLabel('Your name').fill('Anna');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('locked the room')).toBeVisible();
  await capture(page, '06-room-locked');
  await game.order('', { settings: { locked: false } }, 'PATCH');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(heading(page)).toHaveText('Choose your team');
  await capture(page, '07-choose-team');
  await page.getByRole('button', { name: /Team 2|Team B/ }).click();
  await expect(page.getByRole('button', { name: 'Switch the sound on' })).toBeVisible();
  await game.join('Tom', 2);
  await game.join('Mia', 2);
  await expect(page.getByText('Mia')).toBeVisible();
  await capture(page, '08-waiting');
  await page.goto(`${new URL('/', page.url()).href}#ticket=used-up`);
  await expect(heading(page)).toHaveText('This link does not work any more');
  await capture(page, '09-ticket-used');
}

/** What players see while they play. */
export async function captureGame({ host, open, capture }: PhoneCapture): Promise<void> {
  const game = await makeGame(host, { join_teams: 'choose' });
  await game.order('/start');
  const tomsPage = await joinBy(await open(host.joinUrl(game.code)), 'Tom');
  const tom = seatOn(tomsPage);
  await tomsPage.close();
  const ben = await game.join('Ben', 2);
  const page = await joinBy(await open(host.joinUrl(game.code)), 'Anna-Katharina');
  const anna = seatOn(page);
  await expect(heading(page)).toHaveText('Pick a building');
  await capture(page, '10-ask');

  const { id: hospital } = await game.ask(tom, 'hospital');
  await expect(heading(page)).toContainText('is busy');
  await game.assign(hospital);
  await page.getByRole('button', { name: /Farm/ }).click();
  await expect(page.getByText(/phone has been asleep/)).toBeVisible();
  await capture(page, '11-ask-locked');
  await game.step(hospital, 'complete');

  await game.ask(ben.player_id, 'mine');
  await page.getByRole('button', { name: /Farm/ }).click();
  await expect(heading(page)).toHaveText('You are number 2');
  await capture(page, '12-requested');
  const [farm = 0] = await game.openOf(anna);
  await game.assign(farm);
  await expect(heading(page)).toHaveText('20 push-ups');
  await capture(page, '13-do-this');
  const upright = page.viewportSize();
  await page.setViewportSize({ width: 740, height: 360 });
  await expect(page.getByRole('timer')).toBeInViewport({ ratio: 0.999 });
  await capture(page, '13-do-this-on-its-side');
  if (upright !== null) await page.setViewportSize(upright);
  await game.order('/pause');
  await expect(page.getByText('The banker paused the game')).toBeVisible();
  await capture(page, '14-paused');
  await game.order('/resume');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(heading(page)).toHaveText('You earned a farm!');
  await capture(page, '15-done');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: /Restaurant/ }).click();
  await expect(heading(page)).toContainText('You are number');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(heading(page)).toHaveText('No problem');
  await capture(page, '16-cancelled');
  await page.getByRole('button', { name: 'Ask again' }).click();

  await page.getByRole('button', { name: /School/ }).click();
  await expect(heading(page)).toContainText('You are number');
  const [school = 0] = await game.openOf(anna);
  await game.assign(school, { duration_seconds: 10 });
  await expect(page.getByText('Hurry up!')).toBeVisible();
  await capture(page, '17-do-this-soon');
  await expect(heading(page)).toHaveText('Time ran out', { timeout: 15_000 });
  await capture(page, '18-expired');
  await page.getByRole('button', { name: 'Ask again' }).click();

  await game.order('', { settings: { max_active_per_player: 3, completion: 'banker' } }, 'PATCH');
  await game.order('/teams/1', { has_school: true }, 'PATCH');
  await captureSeveral({ page, capture, game, anna });
  await page.getByRole('button', { name: 'Team and more' }).click();
  await expect(page.getByText('What happened')).toBeVisible();
  await expect(page.getByText('Time ran out')).toBeVisible();
  await capture(page, '22-drawer');
  await page.locator('[data-part="invite"]').getByRole('img').scrollIntoViewIfNeeded();
  await capture(page, '22-drawer-invite');
  await page.getByRole('heading', { name: 'Settings' }).scrollIntoViewIfNeeded();
  await capture(page, '23-drawer-below');
  await page.getByRole('button', { name: 'Close' }).click();
  await game.order('/end');
  await expect(heading(page)).toHaveText('Game over');
  await expect(page.getByText(/^You did \d/)).toBeVisible();
  await capture(page, '24-over');
}

interface SeveralOptions {
  readonly page: Page;
  readonly capture: PhoneCapture['capture'];
  readonly game: Awaited<ReturnType<typeof makeGame>>;
  readonly anna: number;
}

async function captureSeveral({ page, capture, game, anna }: SeveralOptions): Promise<void> {
  await page.getByRole('button', { name: /Mine/ }).click();
  await expect(heading(page)).toContainText('You are number');
  const [mine = 0] = await game.openOf(anna);
  await game.assign(mine, {
    challenge_type: 'plank',
    challenge_description: 'Plank for 60 seconds',
    target_number: 60,
  });
  await page.getByRole('button', { name: 'Ask for one more' }).click();
  await capture(page, '19-ask-one-more');
  await page
    .getByRole('main')
    .getByRole('button', { name: /Infrastructure/ })
    .click();
  await expect(page.getByRole('navigation').getByText('asked')).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: /Mine/ }).click();
  await expect(heading(page)).toHaveText('Plank for 60 seconds');
  await capture(page, '20-do-this-of-several');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(heading(page)).toHaveText('Waiting for the banker');
  await capture(page, '21-claimed');
  await game.step(mine, 'complete');
  await expect(heading(page)).toHaveText('You earned a mine!');
  await page.getByRole('button', { name: 'Next' }).click();
}

/** What is rare: removed, not connected, without a seat. */
export async function captureRareStates({ host, open, capture }: PhoneCapture): Promise<void> {
  const game = await makeGame(host, { join_teams: 'assign' });
  await game.order('/start');
  const page = await joinBy(await open(host.joinUrl(game.code)), 'Noor');
  const noor = seatOn(page);
  await game.order(`/players/${noor}`, {}, 'DELETE');
  await expect(heading(page)).toHaveText('You were removed from the game');
  await capture(page, '30-removed');
  await game.order(`/players/${noor}/restore`);
  await page.getByRole('button', { name: /Farm/ }).click();
  await expect(heading(page)).toHaveText("You're next");
  const [farm = 0] = await game.openOf(noor);
  await game.assign(farm);
  await expect(heading(page)).toHaveText('20 push-ups');
  await host.stop();
  await expect(page.getByText('Your timer keeps running')).toBeVisible({ timeout: 12_000 });
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Not sent yet')).toBeVisible();
  await capture(page, '31-not-connected');
  await page.reload({ timeout: 1_000 }).catch(() => undefined);
  await host.restart();
  await page.goto(host.joinUrl(game.code));
  await expect(heading(page)).toHaveText('You earned a farm!', { timeout: 15_000 });
  await game.order(`/players/${noor}`, { blocked: true }, 'PATCH');
  await expect(heading(page)).toHaveText('This page lost its seat');
  await capture(page, '32-lost-seat');
  await game.order(`/players/${noor}`, { blocked: false }, 'PATCH');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Team and more' })).toBeVisible();
  const moved = await game.order('/tickets', { for: 'seat', player_id: noor });
  const other = await open(
    new URL((moved as { url: string }).url).href.replace(
      /^http:\/\/[^/]+/,
      new URL(host.joinUrl(game.code)).origin,
    ),
  );
  await expect(other.getByRole('button', { name: 'Team and more' })).toBeVisible();
  await expect(heading(page)).toHaveText('This page lost its seat');
  await capture(page, '33-no-right');
  await host.api(`/games/${game.code}`, undefined, 'DELETE');
  await expect(heading(other)).toHaveText('This game was deleted');
  await capture(other, '34-wiped');
}

export async function joinBy(page: Page, name: string): Promise<Page> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.waitForURL(/seat=/);
  const team = page.getByRole('button', { name: /Team 1|Team A/ });
  await expect(team.or(page.getByRole('button', { name: 'Team and more' })).first()).toBeVisible();
  if (await team.isVisible()) await team.click();
  return page;
}
