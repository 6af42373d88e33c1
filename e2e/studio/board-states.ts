/** Brings the board into every state there is. */
import { type BrowserContext, type Page, expect } from '@playwright/test';
import type { RunningHost } from '../running-host.ts';
import { everySchool, fill, HARD_NAMES, nameOf, nameTeams } from './evening.ts';

interface BoardStudio {
  readonly host: RunningHost;
  readonly context: BrowserContext;
  readonly picture: (page: Page, name: string) => Promise<void>;
}

export async function openBoard(
  { host, context }: Omit<BoardStudio, 'picture'>,
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
  for (const team of everySchool(teams))
    await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
  return code;
}

/** An evening from the first player to the results, then a laptop that fell silent. */
export async function pictureBoard(studio: BoardStudio): Promise<void> {
  const { host, picture } = studio;
  const code = await makeGame(host, 'Friday night', 4);
  const board = await openBoard(studio, code);
  await expect(board.getByText('Nobody is here yet')).toBeVisible();
  await picture(board, '01-joining');
  await host.api(`/games/${code}/start`, {});
  await expect(board.getByText('Nobody is waiting')).toBeVisible();
  await picture(board, '02-playing-empty');
  await fill(host, code, { waiting: 3, active: 3, teams: 4 });
  const newest = board.locator('[data-part="newest-call"]');
  await expect(newest).toBeVisible();
  await picture(board, '03-newest-call');
  await expect(newest).toHaveCount(0, { timeout: 10_000 });
  await picture(board, '04-playing');
  await host.api(`/games/${code}/pause`, {});
  await expect(board.getByText('Paused', { exact: true })).toBeVisible();
  await picture(board, '05-paused');
  await host.api(`/games/${code}/end`, {});
  await expect(board.getByText('Nothing was built tonight')).toBeVisible();
  await picture(board, '06-ended-with-nothing');
  await host.api(`/games/${code}`, undefined, 'DELETE');
  await expect(board.getByRole('heading', { name: 'This game is gone' })).toBeVisible();
  await picture(board, '07-wiped');
  await board.goto(`${host.ready.url}/board/#ticket=used-up`);
  await board.reload();
  await expect(board.getByRole('heading', { name: 'This link no longer opens the board' })).toBeVisible();
  await picture(board, '08-no-right');
  await board.close();
}

/** Twelve teams, thirty players, names that strain it. */
export async function pictureCrowdedBoard(studio: BoardStudio): Promise<void> {
  const { host, picture } = studio;
  const code = await makeGame(host, 'The long, long night of the four nations', 12);
  const board = await openBoard(studio, code);
  await host.api(`/games/${code}/start`, {});
  await nameTeams(host, code);
  const names = (index: number) => HARD_NAMES[index] ?? nameOf(index);
  const busy = await fill(host, code, { waiting: 15, active: 15, teams: 12, names });
  await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
  await picture(board, '10-crowded');
  for (const { id } of busy) await host.api(`/challenges/${code}/${id}/complete`, {});
  await host.kill9();
  await expect(board.getByText('The laptop is not reachable')).toBeVisible({ timeout: 15_000 });
  await picture(board, '11-laptop-away');
  await host.restart();
  await expect(board.getByText('The laptop is not reachable')).toHaveCount(0, { timeout: 20_000 });
  await host.api(`/games/${code}/end`, {});
  await expect(board.getByText('The game is over')).toBeVisible();
  await picture(board, '12-ended');
  await board.close();
}
