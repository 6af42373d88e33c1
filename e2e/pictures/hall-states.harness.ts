/** Brings desk and board into what the hall does to an evening: the laptop moves, phones are away at once. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { closeBrowser } from '../pages.harness.ts';
import type { RunningHost } from '../running-host.harness.ts';
import { joinAll, Wifi } from '../wifi.harness.ts';
import { openBoard } from './board-states.harness.ts';
import { type DeskCapture, openDesk } from './desk-states.harness.ts';
import { reportOf, warningOf } from './host-report.harness.ts';

const MOVED = reportOf({
  warnings: [warningOf('address_changed', { from: '192.168.178.20', to: '192.168.178.77' })],
  join_urls: ['http://192.168.178.77:4747'],
});
const WIFI = { ssid: 'Jugendhütte', security: 'wpa', password: 'Lagerfeuer-2026!', hidden: false };

const createGame = async (host: RunningHost): Promise<string> =>
  (await host.api<{ game_code: string }>('/games', { name: 'Tonight', team_count: 4 })).game_code;

/** Fourteen phones are away, with the likely reason and with the laptop's own; the alarm about a new address, on every page. */
export async function captureAwayAndMoved({ host, browser, capture }: DeskCapture): Promise<void> {
  const code = await createGame(host);
  await host.api(`/games/${code}/start`, {});
  const { page } = await openDesk({ host, browser });
  await page.getByRole('link', { name: /Tonight/ }).click();
  const seats = await joinAll(host, code, 14);
  const wifi = new Wifi(host, code);
  await wifi.connect(seats);
  await expect(page.getByText('14 of 14 connected')).toBeVisible();
  wifi.disconnect();
  const line = page.locator('[data-part="outage"]');
  await expect(line).toContainText('probably the Wi-Fi');
  await capture(page, '90-phones-away');
  await line.getByText('Who?').click();
  await capture(page, '91-phones-away-names');
  await line.getByText('Hide').click();
  await page.route('**/api/v2/host', MOVED);
  await expect(page.locator('[data-part="moved"]')).toBeVisible();
  await expect(line).toContainText('this laptop has a new address');
  await capture(page, '92-moved');
  await page.setViewportSize({ width: 820, height: 1180 });
  await capture(page, '92-moved-820');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Show the code', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('192.168.178.77');
  await capture(page, '93-moved-code');
  await closeBrowser(page);
}

interface BoardCapture {
  readonly host: RunningHost;
  readonly context: BrowserContext;
  readonly capture: (page: Page, name: string) => Promise<void>;
}

/** The board asks to scan again: while players join, with the Wi-Fi's code too, and in a running game. */
export async function captureScanAgain({ host, context, capture }: BoardCapture): Promise<void> {
  const code = await createGame(host);
  const board = await openBoard({ host, context }, code);
  await board.route('**/api/v2/host', MOVED);
  const again = board.locator('[data-part="scan-again"]');
  await expect(again).toBeVisible();
  await capture(board, '30-scan-again-joining');
  await host.api('/host/wifi', { network: WIFI, on_board: true }, 'PATCH');
  await expect(board.getByRole('img')).toHaveCount(2);
  await capture(board, '31-scan-again-wifi');
  await host.api(`/games/${code}/start`, {});
  await expect(board.locator('[data-screen="playing"]')).toBeVisible();
  await expect(again).toBeVisible();
  await capture(board, '32-scan-again-playing');
  await board.unrouteAll({ behavior: 'ignoreErrors' });
  await board.close();
}
