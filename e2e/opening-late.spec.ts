/** Parts of a page that come late: it opens with them, however late, and none of them is thrown away for another. */
import { hang, lose, PAGES, PARTS, waitForDrawnWords } from './opening.harness.ts';
import { expect, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** The opening is the same in each page. */
for (const [page, path, heading] of PAGES) {
  const everyKind = longUnless(page === 'phone');

  test(`the ${page} opens although its words take a minute`, everyKind, async ({ desk, host }) => {
    const opened = await desk('about:blank');
    const goOn = await hang(opened.page, PARTS[3][1]);
    await opened.page.clock.install();
    await opened.page.goto(host.ready.url + path, { waitUntil: 'commit' });
    await waitForDrawnWords(opened.page);
    await expect.poll(() => opened.page.evaluate(() => document.readyState)).toBe('complete');
    await opened.page.evaluate(() => Object.assign(globalThis, { isFirst: true }));
    await opened.page.clock.runFor(70_000);
    await expect(opened.page.getByText('This is taking a while.')).toBeVisible();
    await goOn();
    await opened.page.clock.resume();
    await expect(opened.page.getByText(heading)).toBeVisible({ timeout: 15_000 });
    expect(await opened.page.evaluate(() => 'isFirst' in globalThis)).toBe(true);
  });

  test(
    `the ${page} whose script got lost is loaded again once all that is on its way has come`,
    everyKind,
    async ({ desk, host }) => {
      const opened = await desk('about:blank');
      const lost = await lose(opened.page, PARTS[0][1], 1);
      const goOn = await hang(opened.page, PARTS[1][1]);
      await opened.page.clock.install();
      await opened.page.goto(host.ready.url + path, { waitUntil: 'commit' });
      await opened.page.evaluate(() => Object.assign(globalThis, { isFirst: true }));
      await expect.poll(lost).toBe(1);
      await waitForDrawnWords(opened.page);
      await opened.page.clock.runFor(30_000);
      await expect(opened.page.getByText('This is taking a while.')).toBeVisible();
      expect(await opened.page.evaluate(() => 'isFirst' in globalThis)).toBe(true);
      await goOn();
      await opened.page.clock.resume();
      await expect(opened.page.getByText(heading)).toBeVisible({ timeout: 15_000 });
      expect(await opened.page.evaluate(() => 'isFirst' in globalThis)).toBe(false);
    },
  );

  test(
    `the ${page} opens at a press where a part does not answer, and throws nothing away that comes meanwhile`,
    everyKind,
    async ({ desk, host }) => {
      const opened = await desk('about:blank');
      const goOn = await hang(opened.page, PARTS[3][1]);
      await opened.page.clock.install();
      await opened.page.goto(host.ready.url + path, { waitUntil: 'commit' });
      await expect.poll(() => opened.page.evaluate(() => document.readyState)).toBe('complete');
      await opened.page.evaluate(() => Object.assign(globalThis, { isFirst: true }));
      await opened.page.clock.runFor(8_000);
      await opened.page.getByRole('button', { name: 'Try again' }).click();
      await expect(opened.page.getByText(/^Opening the /)).toBeVisible();
      await opened.page.clock.runFor(8_000);
      await expect(opened.page.getByText('This is taking a while.')).toBeVisible();
      await goOn();
      await opened.page.clock.resume();
      await expect(opened.page.getByText(heading)).toBeVisible({ timeout: 15_000 });
      expect(await opened.page.evaluate(() => 'isFirst' in globalThis)).toBe(true);
    },
  );
}
