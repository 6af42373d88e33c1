/** On an upright tablet, a list takes the room that the other has no use for, but never under a hand. */
import { countInSight } from './fit.harness.ts';
import { populate, type OpenChallenge } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('many who wait have the room of nobody who is busy, and nothing moves under the mouse', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: [1, 2, 3, 4] });
  await populate(host, code, { waiting: 10, active: 0, teams: 4 });
  const banker = await desk(undefined, { viewport: { width: 820, height: 1180 } });
  const { page } = banker;
  await banker.open(GAME);
  const rows = banker.waiting.getByRole('listitem');
  await expect(rows).toHaveCount(10);
  await expect.poll(() => countInSight(rows)).toBeGreaterThanOrEqual(9);

  const heading = banker.active.getByRole('heading', { level: 2 });
  const before = await heading.boundingBox();
  await banker.row(banker.waiting, 'Ben').hover();
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  for (const { id } of open.slice(0, 3))
    await host.api(`/challenges/${code}/${id}/assign`, {
      challenge_type: 'push_ups',
      challenge_description: '20 Push-ups',
      target_number: 20,
    });
  await expect(banker.active.getByRole('listitem')).toHaveCount(3);
  expect(await heading.boundingBox()).toEqual(before);
  await page.mouse.move(400, 60);
  await expect.poll(async () => (await heading.boundingBox())?.y).toBeLessThan((before?.y ?? 0) - 100);
  await expect.poll(() => countInSight(banker.active.getByRole('listitem'))).toBe(3);
});

test('a list that lies still tells of newcomers only while they are out of sight', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: [1, 2, 3, 4] });
  await populate(host, code, { waiting: 2, active: 0, teams: 4 });
  const banker = await desk(undefined, { viewport: { width: 1280, height: 800 } });
  const { page } = banker;
  await banker.open(GAME);
  await banker.row(banker.waiting, 'Ben').hover();
  await populate(host, code, { waiting: 1, active: 0, teams: 4, names: () => 'Zoë' });
  await expect(banker.row(banker.waiting, 'Zoë')).toBeInViewport({ ratio: 1 });
  const sign = banker.waiting.getByRole('button', { name: /^\d+ new$/ });
  await expect(sign).toHaveCount(0);
  await populate(host, code, { waiting: 9, active: 0, teams: 4, names: (index) => `Yann ${index}` });
  const rows = banker.waiting.getByRole('listitem');
  await expect(rows).toHaveCount(12);
  await expect(sign).toBeVisible();
  /** How many it tells of too few; half of a row may be in sight. */
  const missing = async () => 12 - (await countInSight(rows)) - Number.parseInt(await sign.innerText(), 10);
  expect([0, 1]).toContain(await missing());
  // Scrolled to the last, those who came first are above what is in sight; and a high window shows all of them.
  await page.mouse.wheel(0, 5_000);
  await expect(rows.last()).toBeInViewport({ ratio: 1 });
  // Two of those above have been there before.
  await expect.poll(async () => [2, 3].includes(await missing())).toBe(true);
  await page.setViewportSize({ width: 1280, height: 1600 });
  await expect(sign).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(sign).toBeVisible();
});
