/** The end of an evening: results kept back, revealed step by step, the same on the board, the phones and after a restart. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { done, joinGame } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

async function openBoard(context: BrowserContext, host: RunningHost, code: string): Promise<Page> {
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const board = await context.newPage();
  await board.setViewportSize({ width: 1920, height: 1080 });
  await board.goto(`${host.ready.url}/board/${new URL(url).hash}`);
  return board;
}

test('the banker reveals the results step by step, and no page tells them before', async ({
  context,
  desk,
  game,
  host,
  phone,
}) => {
  test.setTimeout(120_000);
  const code = await game({ teams: 5 });
  const board = await openBoard(context, host, code);
  const anna = await phone(code);
  await anna.join('Anna', 2);
  const { items } = await host.api<{ items: readonly { player_id: number; player_name: string }[] }>(
    `/games/${code}/players`,
    undefined,
    'GET',
  );
  const annasId = items.find(({ player_name: name }) => name === 'Anna')?.player_id ?? 0;
  await done(host, code, annasId, 3);
  await done(host, code, (await joinGame(host, code, 'Ben', 1)).player_id, 2);
  await done(host, code, (await joinGame(host, code, 'Clara', 4)).player_id, 1);
  // However much it had built: nobody plays for it any more.
  await done(host, code, (await joinGame(host, code, 'David', 3)).player_id, 4);
  await host.api(`/games/${code}/teams/3/fold`, { players_to: 'evenly' });

  const banker = await desk();
  await banker.open(GAME);
  await banker.openMenu();
  await banker.page.getByRole('menuitem', { name: 'End the game' }).click();
  await banker.page.getByLabel('Keep the results back').check();
  await banker.page.getByRole('dialog').getByRole('button', { name: 'End the game' }).click();

  const finale = board.locator('[data-screen="finale"]');
  await expect(finale).toHaveAttribute('data-step', 'opening');
  await expect(finale).not.toContainText('Team');
  await expect(banker.page.locator('[data-part="kept-back"]').first()).toBeVisible();
  await expect(banker.page.getByRole('table')).toHaveCount(0);
  await expect(anna.title).toHaveText('Game over');
  await expect(anna.page.getByText('60 push-ups')).toBeVisible();
  await expect(anna.page.getByText('What your team built')).toHaveCount(0);

  const next = banker.page.getByRole('button', { name: 'Next' });
  // The second press of a double one leaves no step out, with the mouse or with the key.
  await next.dblclick({ delay: 50 });
  await banker.page.keyboard.press('ArrowRight');
  await expect(finale).toHaveAttribute('data-step', 'third');
  await expect(finale).toContainText('Team 4');
  await expect(anna.page.locator('[data-part="finale"]')).toContainText('Third place');
  await expect(next).toBeEnabled();
  await expect(finale).toHaveAttribute('data-step', 'third');
  await banker.page.keyboard.press('ArrowRight');
  await expect(finale).toContainText('Team 1');
  // The finale has the whole wall: what the banker says to everybody waits until it is closed.
  await host.api(`/games/${code}/message`, { text: 'The buffet is open' });
  await expect(anna.page.locator('[data-part="message"]')).toContainText('The buffet is open');
  await expect(banker.page.locator('[data-part="message-line"]')).toContainText('once the reveal is over');
  await expect(board.getByText('The buffet is open')).toHaveCount(0);
  expect(await finale.boundingBox()).toMatchObject({ y: 0, height: 1080 });
  await expect(next).toBeEnabled();
  await banker.page.keyboard.press('PageUp');
  await expect(finale).toHaveAttribute('data-step', 'third');
  await expect(finale).not.toContainText('Team 1');

  await host.kill();
  await host.restart();
  await board.reload();
  await expect(finale).toHaveAttribute('data-step', 'third', { timeout: 20_000 });
  // The desk has to be back, too.
  await expect(banker.page.locator('header').getByText('Live', { exact: true })).toBeVisible();
  await expect(next).toBeEnabled();
  await next.click();
  await expect(finale).toHaveAttribute('data-step', 'second');
  await next.click();
  await expect(finale).toHaveAttribute('data-step', 'first');
  await expect(finale.getByRole('heading')).toHaveText('First place');
  await expect(finale.getByRole('listitem').filter({ hasText: 'Team 2' })).toBeVisible();
  await expect(finale).not.toContainText('Team 3');
  await expect(banker.page.locator('[data-part="kept-back"]')).toHaveCount(0);
  await expect(anna.page.getByText('What your team built')).toBeVisible();

  await next.click();
  await expect(finale).toContainText('Anna');
  await next.click();
  await expect(finale).toContainText('200 push-ups');
  await next.click();
  await expect(finale.locator('[data-part="chart"] svg').first()).toBeVisible();
  await expect(finale.getByRole('listitem').filter({ hasText: 'Team 3' })).toContainText('out of play');
  await expect(next).toBeDisabled();
  for (const page of [board, banker.page]) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  }
  await banker.button('Close').first().click();
  const rows = board.locator('[data-screen="ended"] > ol > li');
  await expect(rows).toHaveText([/Team 2/, /Team 1/, /Team 4/, /Team 5\s*$/, /Team 3.*out of play.*4 built/]);
  await expect(anna.page.locator('[data-part="finale"]')).toHaveCount(0);
  await expect(board.locator('[data-part="message"]')).toContainText('The buffet is open');

  // From the summary again, and closed before the first place only after a question.
  await banker.button('Begin the reveal').click();
  await expect(finale).toHaveAttribute('data-step', 'opening');
  await banker.button('Close').first().click();
  await banker.button('Carry on revealing').click();
  await expect(finale).toHaveAttribute('data-step', 'opening');
  await banker.button('Close').first().click();
  await banker.button('Show all teams').click();
  await expect(board.locator('[data-screen="ended"]')).toBeVisible();
});

test(
  'the result is saved as one picture, with names only where they are asked for',
  LONG,
  async ({ desk, game, host }) => {
    const code = await game({ teams: 2 });
    await host.api(`/games/${code}/teams/2`, { name: 'فريق النسور الذهبية' }, 'PATCH');
    await done(host, code, (await joinGame(host, code, 'Annabelle', 2)).player_id, 2);
    await host.api(`/games/${code}/teams/2/fold`, { players_to: 'evenly' });
    await host.api(`/games/${code}/end`, {});
    const banker = await desk();
    // What is drawn is in no document.
    await banker.page.addInitScript(() => {
      const drawn: string[] = [];
      Object.assign(globalThis, { drawn });
      type Write = (words: string, x: number, y: number) => void;
      const brush: object = CanvasRenderingContext2D.prototype;
      const write = Reflect.get(brush, 'fillText') as Write;
      const fillText = new Proxy(write, {
        apply(_, context, words: Parameters<Write>) {
          drawn.push(words[0]);
          Reflect.apply(write, context, words);
        },
      });
      Object.assign(brush, { fillText });
    });
    await banker.page.reload();
    await banker.open(GAME);
    await banker.page.getByRole('link', { name: 'Summary' }).click();

    // Wherever the summary names the team.
    const named = banker.page.locator(':is(th[scope="row"], li):has(bdi)').filter({ hasText: 'فريق النسور' });
    await expect(named).toHaveCount(5);
    for (const place of await named.all()) await expect(place).toContainText('out of play');

    const save = async (hasNames: boolean) => {
      await banker.page.evaluate(() => (globalThis as unknown as { drawn: string[] }).drawn.splice(0));
      await banker.button('Save a picture').click();
      const box = banker.page.getByLabel('Name who helped their team most');
      await expect(box).not.toBeChecked();
      if (hasNames) await box.check();
      const [download] = await Promise.all([
        banker.page.waitForEvent('download'),
        banker.button('Save the picture').click(),
      ]);
      await expect(banker.page.getByRole('dialog')).toHaveCount(0);
      expect(download.suggestedFilename()).toMatch(/^trading-game-\d{4}-\d\d-\d\d\.png$/);
      const picture = await readFile(await download.path());
      // The head of a PNG: its mark, then its width and height.
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 1500]);
      const drawn = await banker.page.evaluate(() => (globalThis as unknown as { drawn: string[] }).drawn);
      return drawn.join('\n');
    };
    const usual = await save(false);
    expect(usual).toContain(GAME);
    expect(usual).toContain('فريق النسور الذهبية');
    expect(usual).toContain('(out of play)');
    expect(usual).toContain('2 challenges done');
    expect(usual).toContain('40 push-ups');
    expect(usual).not.toContain('Annabelle');
    expect(usual).not.toContain(code);
    expect(await save(true)).toContain('Annabelle');
    expect(await save(false)).not.toContain('Annabelle');
  },
);
