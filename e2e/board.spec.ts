/** The board: joining, announcements, a pause, a silent laptop, the end; and only approved names. */
import type { BrowserContext, Page } from '@playwright/test';
import type { RunningHost } from './running-host.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

async function openBoard(context: BrowserContext, host: RunningHost, code: string): Promise<Page> {
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const board = await context.newPage();
  await board.setViewportSize({ width: 1920, height: 1080 });
  await board.goto(`${host.ready.url}/board/${new URL(url).hash}`);
  return board;
}

interface Joined {
  player_id: number;
}

test('the board follows the game', async ({ context, game, host }) => {
  const code = await game({ isStarted: false });
  const board = await openBoard(context, host, code);
  await expect(board.getByRole('main')).toContainText(code);
  expect(board.url()).not.toContain('ticket');

  const { player_id } = await host.api<Joined>(`/games/${code}/players`, {
    player_name: 'Anna',
    team_number: 1,
  });
  await expect(board.getByText('1 player is here')).toBeVisible();
  await host.api(`/games/${code}/start`, {});
  const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
    player_id,
    building_type: 'farm',
  });
  await expect(board.getByRole('region', { name: 'Waiting for a challenge' })).toContainText('Anna');
  await host.api(`/challenges/${code}/${id}/assign`, {
    challenge_type: 'push_ups',
    challenge_description: '20 push-ups',
    target_number: 20,
  });
  await expect(board.locator('[data-part="newest-call"]')).toContainText('20 push-ups');
  await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 8_000 });
  await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('20 push-ups');
  await board.reload();
  await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('20 push-ups');

  await host.api(`/games/${code}/pause`, {});
  await expect(board.getByText('Paused', { exact: true })).toBeVisible();
  await host.kill();
  await expect(board.getByText('The laptop can’t be reached')).toBeVisible({ timeout: 12_000 });
  await host.restart();
  await expect(board.getByText('The laptop can’t be reached')).toHaveCount(0, { timeout: 15_000 });
  await host.api(`/challenges/${code}/${id}/complete`, {});
  await host.api(`/games/${code}/end`, {});
  await expect(board.getByText('The game is over')).toBeVisible();
  await expect(board.getByText('1 built').first()).toBeVisible();
});

test('the board shows no name that has not been approved', async ({ context, game, host }) => {
  const code = await game({ settings: { approve_names: true } });
  const board = await openBoard(context, host, code);
  const key = { 'content-type': 'application/json', 'idempotency-key': 'rude' };
  const join = await fetch(`${host.ready.url}/api/v2/games/${code}/players`, {
    method: 'POST',
    headers: key,
    body: JSON.stringify({ player_name: 'Rude', team_number: 1 }),
  });
  const { player_id } = (await join.json()) as Joined;
  await host.api(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
  const waiting = board.getByRole('region', { name: 'Waiting for a challenge' });
  await expect(waiting).toContainText('A player');
  await expect(board.locator('body')).not.toContainText('Rude');
  await host.api(`/games/${code}/players/${player_id}`, { approved: true }, 'PATCH');
  await expect(waiting).toContainText('Rude');
});
