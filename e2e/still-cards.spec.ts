/** On the page of the players, no team comes to lie where another one was, however late what happens elsewhere is heard of. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { REACHING_MS } from '../src/renderer/shared/left-places.ts';
import { letPass, untilDrawn } from './held-time.harness.ts';
import { centreOf, untilSettled } from './pages.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true, viewport: { width: 1280, height: 800 } });

/** How long after the news came the hand lets go, or presses, ms. */
const HANDS_MS = [30, 150, 400, 800] as const;
/** In `npm test`. */
const SHORT_MS = 800;

interface ListedPlayer {
  readonly player_id: number;
  readonly player_name: string;
  readonly team_number: number | null;
  readonly approved: boolean;
}

async function listed(host: RunningHost, code: string, name: string): Promise<ListedPlayer> {
  const { items } = await host.api<{ items: readonly ListedPlayer[] }>(`/games/${code}/players`);
  const player = items.find(({ player_name }) => player_name === name);
  if (player === undefined) throw new Error(`${name} is not in the game.`);
  return player;
}

const add = (host: RunningHost, code: string, name: string, team_number: number | null) =>
  host.api(`/games/${code}/players/several`, { player_names: [name], team_number });

const change = async (host: RunningHost, code: string, name: string, changed: object) =>
  host.api(`/games/${code}/players/${(await listed(host, code, name)).player_id}`, changed, 'PATCH');

const cardOf = (page: Page, team: number | 'none') => page.locator(`[data-card][data-team="${team}"]`);

for (const ms of HANDS_MS) {
  test(
    `a player goes to the team they are dropped on, although the last one without a team finds one ${ms} ms before`,
    longUnless(ms === SHORT_MS),
    async ({ game, desk, host }) => {
      const code = await game({ teams: 4, settings: { join_teams: 'choose' } });
      await add(host, code, 'Anna', 1);
      await add(host, code, 'Zoe', null);
      const page = await (await desk()).openPlayers(GAME);
      await expect(cardOf(page, 'none')).toContainText('Zoe');
      await untilSettled(page);
      await page.mouse.move(...(await centreOf(page.getByRole('button', { name: /Anna/ }).first())));
      await page.mouse.down();
      const [x, y] = await centreOf(cardOf(page, 2).getByRole('grid'));
      await page.mouse.move(x - 20, y, { steps: 5 });
      await page.mouse.move(x, y, { steps: 3 });
      await change(host, code, 'Zoe', { team_number: 1 });
      // The pill says that the page has heard of it, and waits.
      await expect(page.getByRole('button', { name: /^1 change/ })).toBeVisible();
      await expect(cardOf(page, 'none')).toContainText('Zoe');
      await delay(ms);
      await page.mouse.up();
      await expect(cardOf(page, 2)).toContainText('Anna');
      await expect(cardOf(page, 'none')).toContainText('Everybody has a team');
      expect((await listed(host, code, 'Anna')).team_number).toBe(2);
    },
  );

  test(
    `a school is switched for the team it was aimed at, ${ms} ms after the last one without a team found one`,
    longUnless(ms === SHORT_MS),
    async ({ game, desk, host }) => {
      const code = await game({ teams: 4, settings: { join_teams: 'choose' } });
      await add(host, code, 'Anna', 1);
      await add(host, code, 'Zoe', null);
      const page = await (await desk()).openPlayers(GAME);
      await expect(cardOf(page, 'none')).toContainText('Zoe');
      await page.mouse.move(5, 5);
      const [x, y] = await centreOf(cardOf(page, 2).getByText('School'));
      await untilSettled(page);
      await change(host, code, 'Zoe', { team_number: 1 });
      await expect(cardOf(page, 1)).toContainText('Zoe');
      await delay(ms);
      await page.mouse.click(x, y);
      await expect(cardOf(page, 2).getByRole('switch')).toBeChecked();
      await expect(page.getByRole('switch', { checked: true })).toHaveCount(1);
    },
  );

  test(
    `all names are approved that have been seen, and not one that came or changed ${ms} ms before`,
    longUnless(ms === SHORT_MS),
    async ({ game, desk, host }) => {
      const code = await game({ teams: 2, settings: { approve_names: true } });
      const join = async (name: string) => {
        const answer = await fetch(`${host.ready.url}/api/v2/games/${code}/players`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ player_name: name, team_number: 1 }),
        });
        expect(answer.ok).toBe(true);
      };
      await join('Anna');
      await join('Ben');
      await join('Dora');
      const banker = await desk();
      await banker.page.clock.install();
      await banker.page.reload();
      const page = await banker.openPlayers(GAME);
      await page.mouse.move(5, 5);
      const all = page.getByRole('button', { name: /^Approve these/ });
      await expect(all).toHaveText('Approve these 3');
      await letPass(page, REACHING_MS);
      await change(host, code, 'Dora', { player_name: 'Dodo' });
      await join('Cleo');
      const cleo = page.getByRole('button', { name: /^Approve .*Cleo/ });
      await untilDrawn(page, () => cleo.isVisible());
      await letPass(page, ms);
      await page.mouse.click(...(await centreOf(all)));
      await page.clock.resume();
      for (const name of ['Anna', 'Ben'])
        await expect.poll(async () => (await listed(host, code, name)).approved).toBe(true);
      for (const name of ['Cleo', 'Dodo']) expect((await listed(host, code, name)).approved).toBe(false);
    },
  );
}

test('who comes without a team has a card at the end, and a team that another desk takes out leaves its place empty', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4, settings: { join_teams: 'choose' } });
  await add(host, code, 'Anna', 1);
  const page = await (await desk()).openPlayers(GAME);
  await expect(cardOf(page, 4)).toBeVisible();
  const before = await centreOf(cardOf(page, 3).getByRole('switch'));
  await host.api(`/games/${code}/teams/2/fold`, { players_to: null });
  await expect(cardOf(page, 2)).toHaveCount(0);
  await add(host, code, 'Zoe', null);
  await expect(cardOf(page, 'none')).toContainText('Zoe');
  expect(await centreOf(cardOf(page, 3).getByRole('switch'))).toEqual(before);
  await expect(page.locator('[data-card]').last()).toHaveAttribute('data-team', 'none');
  await page.reload();
  await expect(page.locator('[data-card]').first()).toHaveAttribute('data-team', 'none');
});

test('a player who is dropped on a card that has moved meanwhile stays where they are, and that is said', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4 });
  await add(host, code, 'Anna', 1);
  const page = await (await desk()).openPlayers(GAME);
  await expect(cardOf(page, 1)).toContainText('Anna');
  await untilSettled(page);
  await page.mouse.move(...(await centreOf(page.getByRole('button', { name: /Anna/ }).first())));
  await page.mouse.down();
  const [x, y] = await centreOf(cardOf(page, 3).getByRole('grid'));
  await page.mouse.move(x, y, { steps: 5 });
  await cardOf(page, 1)
    .locator('..')
    .evaluate((cards) => {
      cards.style.marginTop = '8px';
    });
  await page.mouse.move(x, y + 2);
  await page.mouse.up();
  await expect(page.locator('[data-part="refused-press"]')).toHaveText('The list moved. Try again.');
  expect((await listed(host, code, 'Anna')).team_number).toBe(1);
});
