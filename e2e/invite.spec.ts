/** "Invite a friend" on every phone: the address it uses itself, to scan and to type, also while the laptop is away. */
import { setTheme } from './pictures/capture.harness.ts';
import { PHONE_HOSTNAME } from './running-host.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

test('shows a friend the way in, in every theme, and also when the laptop is out of reach', async ({
  game,
  host,
  phone,
}) => {
  const code = await game();
  const anna = await phone(code);
  const chunks: string[] = [];
  anna.page.on('request', (request) => chunks.push(request.url()));
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await expect.poll(() => chunks.some((url) => /qr-code.*\.js$/.test(url))).toBe(true);
  await host.kill();
  await expect(anna.page.getByText('Not connected').first()).toBeVisible({ timeout: 20_000 });

  const invite = (await anna.openDrawer()).locator('[data-part="invite"]');
  await expect(invite.getByRole('heading')).toHaveText('Invite a friend');
  // An address where the laptop has one that it announces, since other phones may not find its name.
  const { port } = new URL(host.joinUrl(code));
  await expect(invite).toContainText(
    new RegExp(String.raw`(?:${PHONE_HOSTNAME}|\d[\d.]+|\[[\da-f:]+\]):${port}/j/${code}`),
  );
  await expect(invite).toContainText('This is where the game was.');
  const picture = invite.getByRole('img');
  await picture.scrollIntoViewIfNeeded();
  for (const theme of ['light', 'dark', 'sun', 'night']) {
    await setTheme(anna.page, theme);
    const colours = await picture.evaluate((svg) =>
      [...svg.children].map((part) => getComputedStyle(part).fill),
    );
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  }
  const module = await picture.evaluate(
    (svg) => svg.getBoundingClientRect().width / Number(svg.dataset['modules']),
  );
  expect(module).toBeGreaterThan(8);
});

test('says so when the code could not be loaded, and shows what is known', LONG, async ({ game, phone }) => {
  const code = await game();
  const anna = await phone(code);
  await anna.page.route(/qr-code.*\.js$/, (route) => route.abort());
  await anna.page.reload();
  await anna.join('Anna', 1);
  const invite = (await anna.openDrawer()).locator('[data-part="invite"]');
  await expect(invite).toContainText('The code to scan could not be loaded.');
  await expect(invite).toContainText(code);
  await expect(invite.getByRole('img')).toHaveCount(0);
});

test('opens by itself, however often the drawer around it got lost before', LONG, async ({ game, phone }) => {
  const code = await game();
  const anna = await phone(code);
  await anna.page.route(/drawer-[^/]+\.(?:js|css)$/, (route) => route.abort());
  await anna.join('Anna', 1);
  await anna.openDrawer();
  await expect(anna.page.getByText("This hasn't arrived from the laptop yet.")).toBeVisible();
  await anna.page.unrouteAll();
  const drawer = anna.page.getByRole('dialog');
  await expect(drawer.locator('[data-part="invite"]')).toContainText(code);
  await expect(drawer).toHaveCSS('position', 'fixed');
});
