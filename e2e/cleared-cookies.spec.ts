/** Cookies that somebody clears: desks and boards go on, and come back. */
import type { Page } from '@playwright/test';
import type { Desk } from './pages.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** Presses what is there to press, and sees what comes of it. */
async function pauseAndResume(banker: Desk): Promise<void> {
  await banker.button('Pause').click();
  await banker.button('Resume').click();
  await expect(banker.button('Pause')).toBeVisible();
}

const cookiesOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);

for (const who of ['an assistant’s tablet', 'the owner’s desk'] as const)
  test(`${who} goes on after its cookies were cleared, and after a reload`, async ({ desk, game, host }) => {
    const code = await game();
    const isOwner = who === 'the owner’s desk';
    const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'banker' });
    const banker = await desk(isOwner ? undefined : url.replace(/^http:\/\/[^/]+/, host.ready.url));
    const { page } = banker;
    if (isOwner) await banker.open(GAME);
    await expect(banker.button('Pause')).toBeVisible();
    const before = await cookiesOf(page);
    await page.context().clearCookies();
    await pauseAndResume(banker);
    expect(await cookiesOf(page)).toEqual(before);
    await page.reload();
    await pauseAndResume(banker);
  });

test('an assistant’s tablet goes on that was reloaded before its cookies were cleared', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'banker' });
  const banker = await desk(url.replace(/^http:\/\/[^/]+/, host.ready.url));
  await expect(banker.button('Pause')).toBeVisible();
  await banker.page.reload();
  await expect(banker.button('Pause')).toBeVisible();
  await banker.page.context().clearCookies();
  await banker.page.reload();
  await pauseAndResume(banker);
});

test('the owner’s list of games and library go on after the cookies were cleared', async ({ desk, game }) => {
  await game();
  const banker = await desk();
  const { page } = banker;
  await expect(page.getByRole('link', { name: new RegExp(GAME) })).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Backups & files' }).click();
  await banker.button('Make a backup now').click();
  await expect(page.getByText('The backup is made.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Backups & files' })).toBeVisible();
  await expect(page.getByText('could not')).toHaveCount(0);
});

test('a board goes on after its cookies were cleared, and after a reload, also if they are cleared between', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const { page } = await desk(url.replace(/^http:\/\/[^/]+/, host.ready.url));
  await expect(page.getByText(GAME).first()).toBeVisible();
  const before = await cookiesOf(page);
  await page.reload();
  await expect(page.getByText(GAME).first()).toBeVisible();
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByText(GAME).first()).toBeVisible();
  expect(await cookiesOf(page)).toEqual(before);
  await page.context().clearCookies();
  await expect.poll(() => cookiesOf(page)).toEqual(before);
  await host.api(`/games/${code}/pause`, {});
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
});

test('an assistant who is let in no more is told who has a new link', async ({ desk, game, host }) => {
  const code = await game();
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'banker' });
  const banker = await desk(url.replace(/^http:\/\/[^/]+/, host.ready.url));
  const { page } = banker;
  await expect(banker.button('Pause')).toBeVisible();
  await page.route('**/pause', (route) =>
    route.fulfill({
      status: 401,
      json: { type: 'about:blank', title: '', status: 401, detail: '', code: 'no_right' },
    }),
  );
  await banker.button('Pause').click();
  await expect(page.locator('[data-part="notice"]')).toContainText('Link for an assistant banker');
  await page.unrouteAll({ behavior: 'wait' });
});
