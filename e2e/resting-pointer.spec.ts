/** A pointer may rest in a list for as long as it likes: nothing moves under it, nobody else comes to lie there, and the list stays short. */
import type { Locator, Page } from '@playwright/test';
import { UNSEEN_MS } from '../src/renderer/banker/challenges/use-unseen-rows.ts';
import { centreOf, untilSettled } from './pages.harness.ts';
import { populate, statuses, type OpenChallenge } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const ROW = '[data-row]';
/** Rows stay for a while before they leave. */
const SOON = { timeout: UNSEEN_MS + 15_000 };

const waitingIds = async (host: RunningHost, code: string): Promise<readonly number[]> =>
  (await host.api<(OpenChallenge & { id: number })[]>(`/challenges/${code}/active`))
    .map(({ id }) => id)
    .toSorted((one, other) => one - other);

async function cancel(host: RunningHost, code: string, ids: readonly (number | undefined)[]): Promise<void> {
  for (const id of ids) await host.api(`/challenges/${code}/${id}/cancel`, {});
}

/** Where each row in sight is, by its challenge, px from the top of the window. */
const inSight = (list: Locator): Promise<Record<string, number>> =>
  list.evaluate((ul, row) => {
    const view = ul.parentElement?.getBoundingClientRect();
    const rows = [...ul.querySelectorAll<HTMLElement>(row)].map((each) => ({
      id: each.dataset['row'] ?? '',
      rect: each.getBoundingClientRect(),
    }));
    return Object.fromEntries(
      rows
        .filter(({ rect }) => view !== undefined && rect.bottom > view.top + 1 && rect.top < view.bottom - 1)
        .map(({ id, rect }) => [id, Math.round(rect.top)]),
    );
  }, ROW);

/** From now on every frame in which another row lies there is counted. */
const watchPlace = (page: Page, [x, y]: readonly [number, number]): Promise<void> =>
  page.evaluate(
    ([left, top, row]) => {
      const there = () =>
        document.elementFromPoint(left, top)?.closest<HTMLElement>(row)?.dataset['row'] ?? 'nobody';
      const first = there();
      const root = document.documentElement;
      root.dataset['strangers'] = '';
      const look = () => {
        if (there() !== first) root.dataset['strangers'] += ` ${there()}`;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    [x, y, ROW] as const,
  );
/** How far any of the rows has moved, px: browsers scroll by whole pixels. */
const farthest = (before: Record<string, number>, now: Record<string, number>) =>
  Math.max(...Object.keys(before).map((id) => Math.abs((now[id] ?? Infinity) - (before[id] ?? 0))));
const strangers = (page: Page) => page.evaluate(() => document.documentElement.dataset['strangers']);

test('a list that comes to lie under a mouse which rests is held like any other: the next row does not move up', async ({
  crowd,
}) => {
  const { banker, page } = await crowd({ waiting: 4, window: { viewport: { width: 1024, height: 768 } } });
  const lead = banker.waiting.locator('[data-leads]').first();
  const row = await banker.waiting.locator(ROW).first().getAttribute('data-row');
  await lead.hover();
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'History' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await pages.getByRole('link', { name: /^Desk/ }).press('Enter');
  await lead.click();
  await expect(banker.waiting.locator(`[data-row="${row}"]`)).toHaveAttribute('data-gone', 'true');
  await expect(banker.waiting.locator(ROW)).toHaveCount(4);
});

// A key leaves the focus in a row, which holds the list as long as that row is there.
for (const { end, by } of [
  { end: 'others', by: 'mouse' },
  { end: 'its own', by: 'key' },
])
  test(`where the mouse rests as a row's menu closes by ${by}, nothing moves under it, and the list goes on once it leaves: ${end} gone`, async ({
    crowd,
    host,
  }) => {
    const { code, banker, page } = await crowd({ waiting: 6 });
    const rows = banker.waiting.locator(ROW);
    const gone = rows.and(page.locator('[data-gone="true"]'));
    await expect(rows).toHaveCount(6);
    const list = banker.waiting.locator('ul');
    const [x, y] = await centreOf(rows.nth(2).locator('[data-leads] + button'));
    await untilSettled(page);
    await page.mouse.click(x, y);
    await expect(page.getByRole('dialog')).toBeVisible();
    const before = await inSight(list);
    const ids = await waitingIds(host, code);
    await cancel(host, code, end === 'others' ? ids.slice(0, 2) : ids.slice(1, 3));
    await expect(gone).toHaveCount(2);
    await (by === 'key' ? page.keyboard.press('Escape') : page.mouse.click(x, y));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.locator('[inert]')).toHaveCount(0);
    expect(await inSight(list)).toEqual(before);
    await page.mouse.move(5, 5);
    await expect(rows).toHaveCount(4);
  });

test('what tells of newcomers has a place of its own: no row moves under a mouse as it comes', async ({
  crowd,
  host,
}) => {
  const { code, page } = await crowd({ active: 9, window: { viewport: { width: 1024, height: 768 } } });
  const list = page.locator('[data-part="active"]');
  const rows = list.locator(ROW);
  await expect(rows).toHaveCount(9);
  await rows.nth(1).hover();
  const before = await inSight(list.locator('ul'));
  await cancel(host, code, [Number(await rows.nth(2).getAttribute('data-row'))]);
  await populate(host, code, { waiting: 0, active: 6, teams: 4, names: (index) => `New ${index}` });
  await expect(list.getByRole('button', { name: '6 new' })).toBeInViewport({ ratio: 1 });
  expect(await inSight(list.locator('ul'))).toEqual(before);
});

// Not every browser keeps in place by itself what is in sight.
for (const anchor of ['auto', 'none'] as const) {
  test(
    `rows that have gone leave above and below, and nothing in sight moves, with overflow-anchor ${anchor}`,
    longUnless(anchor === 'none'),
    async ({ crowd, host }) => {
      const { code, banker, page } = await crowd({ waiting: 40 });
      const rows = banker.waiting.locator(ROW);
      await expect(rows).toHaveCount(40);
      const list = banker.waiting.locator('ul');
      await list.evaluate(
        (ul, value) => ul.parentElement?.style.setProperty('overflow-anchor', value),
        anchor,
      );
      const place = [300, 400] as const;
      await page.mouse.move(...place);
      await page.mouse.wheel(0, 1_000);
      const scrolled = () => list.evaluate((ul) => ul.parentElement?.scrollTop ?? 0);
      await expect.poll(scrolled).toBe(1_000);
      await watchPlace(page, place);
      const before = await inSight(list);
      const ids = await waitingIds(host, code);
      const [seen = ''] = Object.keys(before).slice(2);
      await cancel(host, code, [...ids.slice(0, 10), Number(seen), ...ids.slice(30, 34)]);
      await expect(rows.and(page.locator('[data-gone="true"]'))).toHaveCount(15);
      await expect.poll(() => inSight(list)).toEqual(before);

      await expect(rows).toHaveCount(26, SOON);
      expect(farthest(before, await inSight(list))).toBeLessThanOrEqual(1);
      expect(await scrolled()).toBeLessThan(400);
      await expect(banker.waiting.locator(`[data-row="${seen}"]`)).toHaveAttribute('data-gone', 'true');
      expect(await strangers(page)).toBe('');
      await page.mouse.move(5, 5);
      await expect(rows).toHaveCount(25);
    },
  );
}

test(
  'where all in sight have gone under a resting pointer, they leave for those who wait, and a hand on its way hits nobody',
  LONG,
  async ({ crowd, host }) => {
    const { code, banker, page } = await crowd({ waiting: 14 });
    const rows = banker.waiting.locator(ROW);
    const gone = rows.and(page.locator('[data-gone="true"]'));
    await expect(rows).toHaveCount(14);
    const seen = Object.keys(await inSight(banker.waiting.locator('ul'))).length;
    const lead = await rows.first().locator('[data-leads]').boundingBox();
    if (lead === null) throw new Error('Nobody is in sight.');
    await page.mouse.move(lead.x + lead.width / 2, lead.y + lead.height / 2);
    // From the frame in which somebody living lies there, a press takes a moment.
    await page.evaluate((row) => {
      const root = document.documentElement;
      const look = () => {
        const first = document.querySelector<HTMLElement>(`[data-part="waiting"] ${row}`);
        if (first !== null && first.dataset['gone'] === 'false' && root.dataset['seen'] === 'gone') {
          root.dataset['seen'] = 'closed';
          root.dataset['guarded'] = String(
            first.querySelector('[data-leads]')?.hasAttribute('data-settling'),
          );
          root.dataset['edge'] = String(first.hasAttribute('data-moved'));
          return;
        }
        if (first?.dataset['gone'] === 'true') root.dataset['seen'] = 'gone';
        requestAnimationFrame(look);
      };
      look();
    }, ROW);
    const ids = await waitingIds(host, code);
    // As long as one in sight is left, everything stays.
    await cancel(host, code, ids.slice(0, seen - 1));
    await expect(gone).toHaveCount(seen - 1);
    await page.waitForFunction(
      (ms) => performance.now() > ms,
      (await page.evaluate(() => performance.now())) + 4_000,
    );
    await expect(gone).toHaveCount(seen - 1);
    await cancel(host, code, ids.slice(seen - 1, seen));
    await expect(gone).toHaveCount(0, SOON);
    await page.mouse.down();
    await page.mouse.up();
    await expect(rows).toHaveCount(14 - seen);
    expect(
      await page.evaluate(() => Object.fromEntries(Object.entries(document.documentElement.dataset))),
    ).toMatchObject({
      guarded: 'true',
      edge: 'true',
    });
    expect(Object.values(await statuses(host, code))).not.toContain('assigned');
    // Once it has settled, a press counts.
    await expect(banker.waiting.locator('[data-settling]')).toHaveCount(0);
    await page.mouse.down();
    await page.mouse.up();
    const given = async () =>
      (await host.api<(OpenChallenge & { id: number })[]>(`/challenges/${code}/active`))
        .filter(({ status }) => status === 'assigned')
        .map(({ id }) => id);
    await expect.poll(given).toEqual([ids[seen]]);
  },
);
