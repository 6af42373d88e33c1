/** What only the desktop app has. The rest of the suite runs against it as well: `HOST=electron npm run test:e2e`. */
import { expect, test } from './fixtures.ts';

test.skip(
  process.env['HOST'] !== 'electron',
  'NOT RUN: needs the Electron runtime; HOST=electron npm run test:e2e',
);

test("the app's window is the desk", async ({ host }) => {
  const desk = await host.window?.();
  if (desk === undefined) throw new Error('The app opened no window.');
  await expect(desk.getByRole('main')).toBeVisible();
  expect(desk.url()).toContain(`${host.ready.url}/banker/`);
  expect(desk.url()).not.toContain('ticket');
});

test('the page of the desk has the named functions and nothing of Node', async ({ host }) => {
  const desk = await host.window?.();
  if (desk === undefined) throw new Error('The app opened no window.');
  const seen = await desk.evaluate(() => ({
    app: Object.keys(window.desktopApp ?? {}),
    node: ['require', 'process', 'module'].filter((name) => name in globalThis),
  }));
  expect(seen).toEqual({ app: ['openBoard'], node: [] });
});
