/** Brings the network doctor into each of its states, and the line beside the code. */
import { expect } from '@playwright/test';
import { DOCTOR_REPORTS } from '../../src/renderer/banker/doctor/doctor-reports.fixtures.ts';
import { type DeskCapture, goTo, openDesk } from './desk-states.harness.ts';

export async function captureDoctor({ host, browser, capture }: DeskCapture): Promise<void> {
  await host.api('/games', { name: 'Before the doors open', team_count: 4 });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  for (const [name, report] of Object.entries(DOCTOR_REPORTS)) {
    await page.route('**/api/v2/host/doctor', (route) => route.fulfill({ json: report() }));
    if (page.url().includes('page=doctor')) await page.reload();
    else {
      await desk.open('Before the doors open');
      await desk.openMenu();
      await page.getByRole('menuitem', { name: 'Phones and network' }).click();
    }
    await expect(page.locator('[data-part="ladder"]')).toBeVisible();
    await capture(page, `70-doctor-${name}`);
  }
  for (const name of ['waiting', 'closed-linux', 'well']) {
    await page.route('**/api/v2/host/doctor', (route) => route.fulfill({ json: DOCTOR_REPORTS[name]?.() }));
    await goTo(desk, 'Desk');
    await page.reload();
    await expect(page.locator('[data-part="join"] [data-part="doctor-line"]')).toBeVisible();
    await capture(page, `71-lobby-${name}`);
  }
  await page.context().close();
}
