/** What is said above and below the lists of a small desk leaves them their room, and nothing moves for it under a finger. */
import { layoutFaults, resize } from './fit.harness.ts';
import { reportOf, warningOf } from './pictures/host-report.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';
import { joinAll, Wifi } from './wifi.harness.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const NARROWEST = { name: '320', width: 320, height: 640 };
const NARROW = { name: '360', width: 360, height: 740 };
const LYING = { name: 'lying', width: 640, height: 360 };
const LARGE = { name: '320, twice the letters', width: 320, height: 640, text: 2 };

test('an outage is one sentence beside its sign, with OK at its middle, and its cause in sight', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const wifi = new Wifi(host, code);
  await wifi.connect(await joinAll(host, code, 6));
  await expect(page.getByText('6 of 6 connected')).toBeVisible();
  wifi.disconnect();
  const line = page.locator('[data-part="outage"]');
  await expect(line).toBeVisible();
  const found: string[] = [];
  for (const size of [NARROWEST, NARROW, LYING, LARGE]) {
    await resize(page, size);
    const [sign, words, ok, whole] = await Promise.all(
      [
        line.locator('summary svg'),
        line.locator('summary span').first(),
        page.getByRole('button', { name: 'OK' }),
        line,
      ].map(async (part) => (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }),
    );
    const middle = (box: typeof sign) => (box?.y ?? 0) + (box?.height ?? 0) / 2;
    if (Math.abs(middle(sign) - middle(words)) > 2) found.push(`${size.name}: the sign is alone in its line`);
    if (size !== LARGE && Math.abs(middle(ok) - middle(whole)) > 2)
      found.push(`${size.name}: OK is not at the middle`);
    const cut = await line
      .locator('summary span')
      .first()
      .evaluate(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
        Math.max(scrollHeight - clientHeight, scrollWidth - clientWidth),
      );
    if (cut > 1) found.push(`${size.name}: its words are cut`);
    found.push(...(await layoutFaults(page)).map((fault) => `${size.name}: ${fault}`));
  }
  expect(found).toEqual([]);
});

for (const tag of ['en', 'fr'])
  test(
    `that nothing can be saved, and why, takes no more than a third of a small window, in ${tag}`,
    longUnless(tag === 'fr'),
    async ({ desk, game }) => {
      await game();
      const banker = await desk(undefined, { locale: tag });
      const { page } = banker;
      const warnings = [warningOf('storage', { error: 'disk_full' })];
      await page.route('**/api/v2/host', reportOf({ warnings }));
      await banker.open(GAME);
      const alarm = page.locator('[data-part="cannot-save"]');
      await expect(alarm).toContainText(wordsIn(tag)('banker:host_error.disk_full'));
      const found: string[] = [];
      for (const size of [NARROWEST, NARROW, LYING]) {
        await resize(page, size);
        const said = await alarm.evaluate(({ scrollHeight }) => scrollHeight);
        if (said > size.height / 3) found.push(`${size.name}: it takes ${said} px`);
        found.push(...(await layoutFaults(page)).map((fault) => `${size.name}: ${fault}`));
      }
      expect(found).toEqual([]);
    },
  );

test('two banners at once take no more than a third of a small window', async ({ desk, game }) => {
  await game();
  const banker = await desk();
  const { page } = banker;
  const warnings = [warningOf('address_changed', { from: '10.0.0.2', to: '10.0.0.9' })];
  await page.route('**/api/v2/host', reportOf({ warnings }));
  await banker.open(GAME);
  await expect(page.locator('[data-part="moved"]')).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.locator('[data-checking="false"]')).toBeVisible();
  const found: string[] = [];
  for (const size of [NARROWEST, NARROW, LYING]) {
    await resize(page, size);
    const notices = page.locator('[data-part="notices"]');
    const said = await notices.evaluate(({ scrollHeight }) => scrollHeight);
    if (said > size.height / 3) found.push(`${size.name}: they take ${said} px`);
    await expect(notices.getByText('10.0.0.9')).toBeInViewport({ ratio: 1 });
    found.push(...(await layoutFaults(page)).map((fault) => `${size.name}: ${fault}`));
  }
  expect(found).toEqual([]);
});

for (const tag of ['en', 'de'])
  test(
    `the laptop's new address and the phones that went away for it take no more than a third of a small window, in ${tag}`,
    longUnless(tag === 'de'),
    async ({ desk, game, host }) => {
      const code = await game();
      const banker = await desk(undefined, { locale: tag });
      const { page } = banker;
      await banker.open(GAME);
      const say = wordsIn(tag);
      const wifi = new Wifi(host, code);
      await wifi.connect(await joinAll(host, code, 12));
      await expect(
        page.getByText(say('banker:connected.count', { connected: '12', players: '12' })),
      ).toBeVisible();
      wifi.disconnect();
      await expect(page.locator('[data-part="outage"]')).toBeVisible();
      const warnings = [warningOf('address_changed', { from: '10.0.0.2', to: '192.168.178.109' })];
      await page.route('**/api/v2/host', reportOf({ warnings }));
      const words =
        say('banker:outage.laptop_address_other', { number: '12', time: '' }).split(': ')[1] ?? '';
      const [line, notices] = [page.locator('[data-part="outage"]'), page.locator('[data-part="notices"]')];
      await expect(line).toContainText(words);
      await expect(notices.getByText('192.168.178.109')).toBeVisible();
      const found: string[] = [];
      for (const size of [NARROWEST, NARROW, LYING]) {
        await resize(page, size);
        const said = await notices.evaluate(({ scrollHeight }) => scrollHeight);
        if (said > size.height / 3) found.push(`${size.name}: they take ${said} px`);
        if (size !== LYING) await expect(line.getByText(words)).toBeInViewport({ ratio: 1 });
        found.push(...(await layoutFaults(page)).map((fault) => `${size.name}: ${fault}`));
      }
      expect(found).toEqual([]);
      // What has no room there is behind the button.
      await notices.getByRole('button', { name: say('banker:moved.show') }).click();
      for (const size of [NARROWEST, NARROW, LYING]) {
        await resize(page, size);
        const dialog = page.getByRole('dialog');
        await expect(dialog.getByText(say('banker:moved.text'))).toBeInViewport({ ratio: 1 });
        await expect(dialog.getByRole('img').first()).toBeInViewport({ ratio: 1 });
      }
    },
  );

test('whatever the connection is called, the top bar is as high, and its buttons stay where they are', async ({
  desk,
  game,
}) => {
  await game();
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const bar = page.getByRole('banner');
  const found: string[] = [];
  const sizes = [
    NARROWEST,
    NARROW,
    LYING,
    LARGE,
    { name: '480', width: 480, height: 800 },
    { name: '412', width: 412, height: 800 },
  ];
  for (const size of sizes) {
    await resize(page, size);
    const places = new Set<string>();
    for (const tag of ['en', 'de', 'fr', 'es', 'ar'])
      for (const state of ['live', 'checking', 'connecting', 'closed']) {
        const fault = await bar.locator('[data-connection]').evaluate(
          (sign, word) => {
            const [dot, text] = sign.children;
            if (dot === undefined || text === undefined) return 'is not there';
            text.textContent = word;
            if (dot.getBoundingClientRect().width < 8) return 'has no dot';
            const letters = document.createRange();
            letters.selectNodeContents(text);
            // Where it has no room it is still read out, as only what is laid out with letters is.
            const { width, height } = letters.getBoundingClientRect();
            if (!text.checkVisibility() || width < 8 || height < 8) return 'is not read out';
            const room = text.getBoundingClientRect();
            if (room.width <= 1) return null;
            const isBroken = letters.getClientRects().length > word.split(' ').length;
            return width > room.width + 1 || isBroken ? 'is cut' : null;
          },
          wordsIn(tag)(`shared:connection.${state}`),
        );
        if (fault !== null) found.push(`${state} in ${tag} at ${size.name} ${fault}`);
        const boxes = await bar
          .locator('button')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).map(({ x, y }) => [x, y]));
        places.add(JSON.stringify([boxes, (await bar.boundingBox())?.height]));
      }
    if (places.size > 1) found.push(`${size.name}: ${[...places].join(' or ')}`);
  }
  expect(found).toEqual([]);
});

test('the foot of a small desk that has nothing to say yet keeps its words off the edges', async ({
  desk,
  game,
}) => {
  await game({ isStarted: false });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const words = banker.happened.getByText('What happens in the game shows up here');
  for (const size of [NARROWEST, NARROW]) {
    await resize(page, size);
    const room = await words.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { left, bottom } = range.getBoundingClientRect();
      return Math.min(left, innerHeight - bottom);
    });
    expect(room, size.name).toBeGreaterThanOrEqual(8);
  }
});
