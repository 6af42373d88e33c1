/** What only the desktop app has. The rest of the suite runs against it as well: `HOST=electron npm run test:e2e`. */
import { expect, test } from './fixtures.ts';

test.skip(
  process.env['HOST'] !== 'electron',
  'NOT RUN: needs the Electron runtime; HOST=electron npm run test:e2e',
);

test("the app's window is the desk", async ({ host }) => {
  const window = await host.window?.();
  if (window === undefined) throw new Error('The app opened no window.');
  await expect(window.getByRole('main')).toBeVisible();
  expect(window.url()).toContain(`${host.ready.url}/banker/`);
  expect(window.url()).not.toContain('ticket');
});

test('the page of the desk has the named functions and nothing of Node', async ({ host }) => {
  const window = await host.window?.();
  if (window === undefined) throw new Error('The app opened no window.');
  const seen = await window.evaluate(() => ({
    app: Object.keys('desktopApp' in globalThis ? Object(globalThis.desktopApp) : {}),
    node: ['require', 'process', 'module'].filter((name) => name in globalThis),
  }));
  expect(seen).toEqual({ app: ['openBoard'], node: [] });
});
