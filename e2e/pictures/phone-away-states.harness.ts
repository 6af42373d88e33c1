/** What a phone says while it does not reach the laptop, or is told to wait because the laptop was away. */
import { type Page, expect } from '@playwright/test';
import { heading, joinBy, makeGame, type PhoneCapture } from './phone-states.harness.ts';

async function openDrawer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Team and more' }).click();
  await expect(page.getByRole('heading', { name: 'Invite a friend' })).toBeVisible();
}

export async function captureAway({ host, open, capture }: PhoneCapture): Promise<void> {
  const game = await makeGame(host, { join_teams: 'assign' });
  await game.order('/start');
  const page = await joinBy(await open(host.joinUrl(game.code)), 'Zoë');
  await expect(heading(page)).toHaveText('Pick a building');
  await host.stop();
  const banner = page.locator('[data-status-banner="away"]');
  await expect(banner).toContainText('The laptop isn’t answering.', { timeout: 20_000 });
  await capture(page, '60-away-idle');
  await openDrawer(page);
  await page.locator('[data-part="invite"]').getByRole('img').scrollIntoViewIfNeeded();
  await capture(page, '61-away-invite');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /Farm/ }).click();
  await expect(page.getByText('Not sent yet')).toBeVisible();
  await capture(page, '62-away-asked');
  await host.restart();
  await expect(heading(page)).toHaveText("You're next", { timeout: 20_000 });
  await page.close();
}
