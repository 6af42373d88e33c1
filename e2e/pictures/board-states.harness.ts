/** Brings the board into every possible state. */
import { type BrowserContext, type Page, expect } from '@playwright/test';
import { allTeams, populate, DIFFICULT_NAMES, nameOf, nameTeams } from '../populate.harness.ts';
import type { RunningHost } from '../running-host.harness.ts';
import { reportOf, warningOf } from './host-report.harness.ts';

interface BoardCapture {
  readonly host: RunningHost;
  readonly context: BrowserContext;
  readonly capture: (page: Page, name: string) => Promise<void>;
}

export async function openBoard(
  { host, context }: Omit<BoardCapture, 'capture'>,
  code: string,
): Promise<Page> {
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const board = await context.newPage();
  await board.setViewportSize({ width: 1920, height: 1080 });
  await board.goto(`${host.ready.url}/board/${new URL(url).hash}`);
  return board;
}

async function makeGame(host: RunningHost, name: string, teams: number): Promise<string> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', { name, team_count: teams });
  for (const team of allTeams(teams))
    await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
  return code;
}

/** A game from the first player to the results. */
export async function captureBoard(options: BoardCapture): Promise<void> {
  const { host, capture } = options;
  const code = await makeGame(host, 'Friday night', 4);
  const board = await openBoard(options, code);
  await expect(board.getByText('Nobody is here yet')).toBeVisible();
  await capture(board, '01-joining');
  await captureNoAddress(board, capture);
  await host.api(`/games/${code}/start`, {});
  await expect(board.getByText('Nobody is waiting')).toBeVisible();
  await capture(board, '02-playing-empty');
  await populate(host, code, { waiting: 3, active: 3, teams: 4 });
  const newest = board.locator('[data-part="newest-call"]');
  await expect(newest).toBeVisible();
  await capture(board, '03-newest-call');
  await expect(newest).toHaveCount(0, { timeout: 10_000 });
  await capture(board, '04-playing');
  await host.api(`/games/${code}/pause`, {});
  await expect(board.getByText('Paused', { exact: true })).toBeVisible();
  await capture(board, '05-paused');
  await host.api(`/games/${code}/end`, {});
  await expect(board.getByText('Nothing was built tonight')).toBeVisible();
  await capture(board, '06-ended-with-nothing');
  await host.api(`/games/${code}`, undefined, 'DELETE');
  await expect(board.getByRole('heading', { name: 'This game is gone' })).toBeVisible();
  await capture(board, '07-wiped');
  // Only the fragment changes, at which the board reloads by itself.
  await board.goto(`${host.ready.url}/board/#ticket=used-up`);
  await expect(board.getByRole('heading', { name: 'This link no longer opens the board' })).toBeVisible();
  await capture(board, '08-no-right');
  await board.close();
}

/** Why there is no code to scan. */
async function captureNoAddress(board: Page, capture: BoardCapture['capture']): Promise<void> {
  for (const code of ['no_network', 'no_address_given', 'no_phone_network']) {
    const answer = reportOf({ join_urls: [], warnings: [warningOf(code, {}, false)] });
    await board.route('**/api/v2/host', answer);
    await board.reload();
    await expect(board.getByText('No phone can reach the laptop yet')).toBeVisible();
    await capture(board, `01-${code.replaceAll('_', '-')}`);
    await board.unroute('**/api/v2/host', answer);
  }
  await board.reload();
}

/** Twelve teams, thirty players, difficult names, and a laptop that goes silent. */
export async function captureCrowdedBoard(options: BoardCapture): Promise<void> {
  const { host, capture } = options;
  const code = await makeGame(host, 'The long, long night of the four nations', 12);
  const board = await openBoard(options, code);
  await host.api(`/games/${code}/start`, {});
  await nameTeams(host, code);
  const names = (index: number) => DIFFICULT_NAMES[index] ?? nameOf(index);
  const busy = await populate(host, code, { waiting: 15, active: 15, teams: 12, names });
  await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
  await capture(board, '10-crowded');
  for (const { id } of busy) await host.api(`/challenges/${code}/${id}/complete`, {});
  await host.kill();
  await expect(board.getByText('The laptop can’t be reached')).toBeVisible({ timeout: 15_000 });
  await capture(board, '11-laptop-away');
  await host.restart();
  await expect(board.getByText('The laptop can’t be reached')).toHaveCount(0, { timeout: 20_000 });
  await host.api(`/games/${code}/end`, {});
  await expect(board.getByText('The game is over')).toBeVisible();
  await capture(board, '12-ended');
  await board.close();
}
