/** Brings everything by which phones find the laptop into each of its states, at each size: join panel, full-screen code, doctor, board. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { DOCTOR_REPORTS } from '../../src/renderer/banker/doctor/doctor-reports.fixtures.ts';
import type { Desk } from '../pages.harness.ts';
import type { RunningHost } from '../running-host.harness.ts';
import { openBoard } from './board-states.harness.ts';
import { type DeskCapture, openDesk } from './desk-states.harness.ts';

const NETWORK = {
  ssid: 'Jugendhütte Gästenetz',
  security: 'wpa',
  password: 'Lagerfeuer-2026!',
  hidden: false,
};

const SIZES = [
  { name: '820', width: 820, height: 1180, text: '100%' },
  { name: '1024', width: 1024, height: 768, text: '100%' },
  { name: '1280', width: 1280, height: 800, text: '100%' },
  { name: '820-large-text', width: 820, height: 1180, text: '200%' },
  { name: '1024-large-text', width: 1024, height: 768, text: '200%' },
  { name: '1280-large-text', width: 1280, height: 800, text: '200%' },
] as const;

/** Takes a state at every size, and leaves the page as it was. */
async function atEverySize(page: Page, capture: DeskCapture['capture'], name: string): Promise<void> {
  const before = page.viewportSize();
  for (const { name: size, width, height, text } of SIZES) {
    await page.setViewportSize({ width, height });
    await page.evaluate(
      (fontSize) => document.documentElement.style.setProperty('font-size', fontSize),
      text,
    );
    await capture(page, `${name}-${size}`);
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  if (before !== null) await page.setViewportSize(before);
}

const setWifi = (host: RunningHost, body: object) => host.api('/host/wifi', body, 'PATCH');

/** The join panel with and without a Wi-Fi code, its form, the codes full screen, and the rail of a running game. */
export async function captureJoining({ host, browser, capture }: DeskCapture): Promise<void> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'Tonight',
    team_count: 4,
  });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  const take = (name: string) => atEverySize(page, capture, name);
  await desk.open('Tonight');
  await expect(desk.button('Make a Wi-Fi code')).toBeVisible();
  await take('80-join-panel');
  await captureFullScreen(desk, () => take('81-full-screen'));
  await desk.button('Make a Wi-Fi code').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await take('82-wifi-form');
  await page.keyboard.press('Escape');
  await setWifi(host, { network: NETWORK });
  await expect(desk.button('Change the Wi-Fi code')).toBeVisible({ timeout: 10_000 });
  await take('83-join-panel-wifi');
  await captureFullScreen(desk, () => take('84-full-screen-wifi'));
  await host.api(`/games/${code}/start`, {});
  await expect(page.getByText('No requests yet')).toBeVisible();
  await take('85-rail-wifi');
  await page.context().close();
}

async function captureFullScreen(desk: Desk, take: () => Promise<void>): Promise<void> {
  await desk.button('Show the code full screen').click();
  await expect(desk.page.getByRole('dialog')).toBeVisible();
  await take();
  await desk.page.keyboard.press('Escape');
}

/** The doctor's page in each of its states, at every size. */
export async function captureDoctorAtEverySize({ host, browser, capture }: DeskCapture): Promise<void> {
  await host.api('/games', { name: 'Tonight', team_count: 4 });
  const { page } = await openDesk({ host, browser });
  await page.getByRole('link', { name: /Tonight/ }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Phones and network' }).click();
  for (const [name, report] of Object.entries(DOCTOR_REPORTS)) {
    await page.route('**/api/v2/host/doctor', (route) => route.fulfill({ json: report() }));
    await page.reload();
    await expect(page.locator('[data-part="ladder"]')).toBeVisible();
    await atEverySize(page, capture, `86-doctor-${name}`);
  }
  await page.context().close();
}

interface BoardCapture {
  readonly host: RunningHost;
  readonly context: BrowserContext;
  readonly capture: DeskCapture['capture'];
}

/** The board before the start: with the Wi-Fi's code, with help because nobody has come, and without an address. */
export async function captureJoiningBoard({ host, context, capture }: BoardCapture): Promise<void> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'Tonight',
    team_count: 4,
  });
  await setWifi(host, { network: NETWORK, on_board: true });
  const board = await openBoard({ host, context }, code);
  const take = async (name: string) => {
    for (const [width, height] of [
      [1920, 1080],
      [1280, 800],
      [1024, 768],
    ] as const) {
      await board.setViewportSize({ width, height });
      for (const part of await board.getByRole('main').locator('p, dd, li').all())
        await expect(part).toBeInViewport({ ratio: 1 });
      await capture(board, `${name}-${width}`);
    }
  };
  await expect(board.getByRole('img')).toHaveCount(2);
  await take('20-joining-wifi');
  await board.clock.install();
  await board.reload();
  await expect(board.getByRole('img')).toHaveCount(2);
  await board.clock.fastForward(61_000);
  // A jump in time ends the connection, which comes back at once.
  await expect(board.getByText('The laptop can’t be reached')).toHaveCount(0);
  await expect(board.getByText('If it does not open')).toBeVisible();
  await take('21-joining-wifi-help');
  await setWifi(host, { network: null });
  await board.clock.fastForward(6_000);
  await expect(board.getByRole('img')).toHaveCount(1);
  await take('22-joining-help');
  await board.close();
}
