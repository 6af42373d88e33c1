/** The page for a name in two tabs of one phone: whoever joins in one of them is not somebody else in the other. */
import type { Page } from '@playwright/test';
import { Phone } from './pages.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

async function secondTab(first: Page, url: string, prepare?: () => void): Promise<Phone> {
  const page = await first.context().newPage();
  if (prepare !== undefined) await page.addInitScript(prepare);
  await page.goto(url);
  return new Phone(page);
}

async function namesIn(host: RunningHost, code: string): Promise<string[]> {
  interface Listed {
    readonly items: readonly { readonly role: string; readonly player_name: string }[];
  }
  const { items } = await host.api<Listed>(`/games/${code}/players`);
  return items.filter(({ role }) => role === 'player').map(({ player_name: name }) => name);
}

const denyStorage = () => {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      configurable: true,
    });
};

test('a tab that nobody has typed in goes on with the seat that another tab has got', async ({
  game,
  phone,
  host,
}) => {
  const code = await game();
  const first = await phone(code);
  await expect(first.button('Join')).toBeVisible();
  const second = await secondTab(first.page, host.joinUrl(code));
  await second.join('Lena', 1);
  await expect(second.title).toHaveText('Pick a building');
  await expect(first.title).toHaveText('Pick a building');
  expect(await namesIn(host, code)).toEqual(['Lena']);
});

test('a tab with the same name typed goes on with the seat, and one with another name offers it and joins', async ({
  game,
  phone,
  host,
}) => {
  const code = await game();
  const first = await phone(code);
  await first.page.getByLabel('Your name').fill('lena');
  const third = await secondTab(first.page, host.joinUrl(code));
  await third.page.getByLabel('Your name').fill('Ben');
  const second = await secondTab(first.page, host.joinUrl(code));
  await second.join('Lena', 1);
  await expect(first.title).toHaveText('Pick a building');
  await expect(third.page.getByRole('button', { name: /Lena/ })).toBeVisible();
  await third.button('Join').click();
  await third.button(/Team 2$/).click();
  await expect(third.title).toHaveText('Pick a building');
  expect(await namesIn(host, code)).toEqual(['Lena', 'Ben']);
});

test('a tab of a browser that lets nothing be stored asks the host before it joins', async ({
  game,
  phone,
  host,
}) => {
  const code = await game();
  const first = await phone(code);
  await first.page.addInitScript(denyStorage);
  await first.page.reload();
  await first.page.getByLabel('Your name').fill('Lena');
  // What the screen has later is there.
  await expect(first.page.getByText('4 of 20')).toBeAttached();
  const second = await secondTab(first.page, host.joinUrl(code), denyStorage);
  await second.join('Lena', 1);
  await expect(second.title).toHaveText('Pick a building');
  await first.button('Join').click();
  await expect(first.title).toHaveText('Pick a building');
  expect(await namesIn(host, code)).toEqual(['Lena']);
});
