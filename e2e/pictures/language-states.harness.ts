/** Takes a whole evening's pictures of desk and board in one language; nothing here is found by its words. */
import { expect, type Page } from '@playwright/test';
import { DOCTOR_REPORTS } from '../../src/renderer/banker/doctor/doctor-reports.fixtures.ts';
import type { DeskPage } from '../../src/renderer/banker/entry/desk-route.ts';
import { resize, type Size } from '../fit.harness.ts';
import { fillLibrary, saveTemplate, sayNeeds } from '../library.harness.ts';
import { claim, completeAll, finish, type OpenChallenge, populate, sayAndPlan } from '../populate.harness.ts';
import type { RunningHost } from '../running-host.harness.ts';
import { setTheme, takePicture } from './capture.harness.ts';

/** Takes a picture of what a page shows, at each of its sizes and in each theme. */
export type Capture = (page: Page, name: string) => Promise<void>;

/** Pictures go to this folder. A page that is longer than its window is shown as a whole. */
export const capturing =
  (folder: string, sizes: readonly Size[]): Capture =>
  async (page, name) => {
    for (const size of sizes) {
      await resize(page, size);
      for (const theme of ['dark', 'light']) {
        await setTheme(page, theme);
        await takePicture(page, `${folder}/${name}-${size.name}-${theme}.png`);
      }
    }
  };

interface LanguageEvening {
  readonly host: RunningHost;
  readonly code: string;
  /** The pages' language. */
  readonly tag: string;
  readonly desk: Page;
  readonly board: Page;
  readonly captureDesk: Capture;
  readonly captureBoard: Capture;
}

/** From the list of games to the next game. */
export async function captureEvening(evening: LanguageEvening): Promise<void> {
  const { host, code, desk, board, captureDesk, captureBoard } = evening;
  const show = async (page: DeskPage, inGame = true) => {
    await desk.goto(`${host.ready.url}/banker/#${inGame ? `game=${code}&` : ''}seat=0&page=${page}`);
    await expect(desk.getByRole('heading').first()).toBeVisible();
    await expect(desk.getByRole('main')).not.toHaveText('');
  };
  const order = (what: string, body: object = {}, method?: string) =>
    host.api(`/games/${code}${what}`, body, method);

  await expect(desk.getByRole('link', { name: code })).toBeVisible();
  await captureDesk(desk, '00-games');
  await show('library', false);
  await captureDesk(desk, '01-library-empty');
  await fillLibrary(host, evening.tag);
  await saveTemplate(host, code, evening.tag);
  await expect(desk.locator('[data-template]')).toHaveCount(1, { timeout: 10_000 });
  await captureDesk(desk, '01-library');
  await desk.locator('[data-exercise]').first().getByRole('button').first().press('Enter');
  await expect(desk.locator('[data-way]')).toHaveCount(2);
  await captureDesk(desk, '01-library-exercise');
  await desk.keyboard.press('Escape');
  await show('safekeeping', false);
  await captureDesk(desk, '02-safekeeping');
  await show('desk');
  await captureDesk(desk, '03-lobby');
  await captureBoard(board, '03-joining');
  await captureSetUp(evening, show);

  await order('/start');
  const active = await populate(host, code, { waiting: 4, active: 4, teams: 4 });
  for (const player of active.slice(0, 1)) await claim(host, code, player);
  await show('desk');
  await expect(desk.getByRole('listitem').filter({ hasText: 'Hugo' }).first()).toBeVisible();
  await captureDesk(desk, '10-desk');
  await captureBoard(board, '10-playing');
  await captureGiving(evening);
  await desk.keyboard.press('?');
  await expect(desk.getByRole('dialog')).toBeVisible();
  await captureDesk(desk, '11-keys');
  await desk.keyboard.press('Escape');
  for (const page of ['players', 'history', 'seat_cards'] as const) {
    await show(page);
    await captureDesk(desk, `12-${page}`);
  }
  await sayAndPlan(host, code);
  await show('desk');
  await expect(desk.locator('[data-part="message-line"]')).toBeVisible();
  await captureDesk(desk, '13-message');
  await captureBoard(board, '13-message');
  await order('/pause');
  await expect(board.getByText('Clara')).toHaveCount(0);
  await captureDesk(desk, '14-paused');
  await captureBoard(board, '14-paused');
  await order('/resume');
  await completeAll(host, code);
  await captureBoard(board, '15-earned');
  await finish(host, code);
  await order('/end', { keep_results: true });
  await captureDesk(desk, '20-end');
  await captureBoard(board, '20-end');
  for (const step of ['opening', 'third', 'first', 'helpers', 'totals', 'chart'] as const) {
    await order('/finale', { step });
    await expect(board.locator(`[data-step="${step}"]`).first()).toBeVisible();
    // It is loaded when it is shown.
    if (step === 'chart') await expect(board.locator('[data-part="chart"]')).toBeVisible();
    await captureBoard(board, `21-finale-${step}`);
  }
  await show('summary');
  await captureDesk(desk, '22-summary');
  await desk.emulateMedia({ media: 'print' });
  await captureDesk(desk, '23-print');
  await desk.emulateMedia({ media: null });
  await show('history');
  await captureDesk(desk, '24-history');
}

/** What suits Hugo, what he is given with little time left, and that taken back. */
async function captureGiving({ host, code, desk, board, captureDesk, captureBoard }: LanguageEvening) {
  const row = desk.getByRole('listitem').filter({ hasText: 'Hugo' }).first();
  await sayNeeds(host, code, 'Hugo', ['quiet', 'no_floor']);
  await row.locator('[data-leads] + button').press('Enter');
  await expect(desk.locator('[data-suits]').first()).toBeVisible();
  await captureDesk(desk, '10-picker');
  await desk.keyboard.press('Escape');
  await row.locator('[data-leads]').press('Enter');
  const happened = desk.locator('[data-part="happened"]');
  await expect(happened).toContainText('Hugo');
  const toggle = happened.locator('[aria-expanded]').first();
  await toggle.press('Enter');
  await captureDesk(desk, '10-undo');
  await desk.keyboard.press('z');
  await expect(row.locator('[data-leads] + button')).toBeVisible();
  await captureDesk(desk, '10-undone');
  await toggle.press('Enter');
  const late = { challenge_type: 'squats', target_number: 20, duration_seconds: 30 };
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  const id = open.find(({ player_name: name }) => name === 'Hugo')?.id;
  await host.api(`/challenges/${code}/${id}/assign`, late);
  await expect(desk.getByRole('listitem').filter({ hasText: '0:2' }).first()).toBeVisible();
  await captureBoard(board, '10-soon');
  await captureDesk(desk, '10-soon');
}

async function captureSetUp(
  { desk, captureDesk }: LanguageEvening,
  show: (page: DeskPage) => Promise<void>,
): Promise<void> {
  await show('setup');
  const steps = ['teams', 'exercises', 'rules', 'phones'];
  for (const [index, step] of steps.entries()) {
    const shown = desk.locator(`[data-step="${step}"]`);
    await expect(async () => {
      await desk.locator('nav:has(ol) button, nav:has(ol) a').nth(index).click();
      await expect(shown).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await captureDesk(desk, `04-set-up-${step}`);
  }
  for (const [state, report] of Object.entries(DOCTOR_REPORTS)) {
    await desk.route('**/api/v2/host/doctor', (route) => route.fulfill({ json: report() }));
    await show('doctor');
    await desk.reload();
    await expect(desk.locator('[data-part="ladder"]')).toBeVisible();
    await captureDesk(desk, `05-doctor-${state}`);
    await desk.unroute('**/api/v2/host/doctor');
  }
}
