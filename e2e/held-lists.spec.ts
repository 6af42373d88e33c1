/** Lists that grow from the top lie still under a pointer that rests in them: the press on an Undo takes back the step it was meant for. */
import type { Locator, Route } from '@playwright/test';
import { letPass, untilDrawn } from './held-time.harness.ts';
import { centreOf, untilSettled } from './pages.harness.ts';
import { populate, statuses, type OpenChallenge } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const NAMES = ['Anna', 'Ben', 'Clara', 'David', 'Emil'] as const;
const lists = { waiting: 0, active: 5, teams: 4, names: (index: number) => NAMES[index] ?? '' };

/** Puts the mouse on it, and says where that is. */
async function pointAt(element: Locator): Promise<readonly [number, number]> {
  await element.hover();
  const box = await element.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

for (const { name, undo, pill } of [
  { name: 'Just happened', undo: /^Undo the last step of .*Anna/, pill: '2 new' },
  { name: 'History', undo: /^Undo .*Anna/, pill: null },
])
  test(`in ${name}, nothing moves under a mouse that rests on Undo while others go on`, async ({
    game,
    desk,
    host,
  }) => {
    const code = await game({ schools: [1, 2, 3, 4] });
    await populate(host, code, lists);
    const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
    const complete = async (player: string) => {
      const id = open.find(({ player_name }) => player_name === player)?.id;
      await host.api(`/challenges/${code}/${id}/complete`, {});
    };
    await complete('Anna');
    const banker = await desk(undefined, { viewport: { width: 1280, height: 800 } });
    const { page } = banker;
    await banker.open(GAME);
    if (name === 'History') await page.getByRole('link', { name, exact: true }).click();
    else await banker.openHappened();
    const part = page.locator(`[data-part="${name === 'History' ? 'history' : 'happened'}"]`);
    const button = part.getByRole('button', { name: undo }).first();
    const [x, y] = await pointAt(button);
    await untilSettled(page);
    await complete('Ben');
    await complete('Clara');
    if (pill === null) {
      await host.api(`/games/${code}/players/several`, { player_names: ['Frida'], team_number: 1 });
      await populate(host, code, { ...lists, waiting: 1, active: 0, names: () => 'Gustav' });
      await expect(part.getByRole('button', { name: '1 new' })).toBeVisible();
    } else await expect(part.getByRole('button', { name: pill })).toBeVisible();
    await page.mouse.click(x, y);
    await expect.poll(() => statuses(host, code)).toMatchObject({ Anna: 'assigned' });
    expect(await statuses(host, code)).not.toHaveProperty('Ben');
    await page.mouse.move(5, 5);
    await expect(part.getByRole('button', { name: / new$/ })).toHaveCount(0);
  });

for (const rests of ['before the page comes', 'only then'])
  test(`under Players nobody moves under a mouse that rests there ${rests}, also while the desk still reads what it was opened for`, async ({
    crowd,
    host,
  }) => {
    let answer = () => {};
    const isWanted = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { code, page } = await crowd({
      waiting: 12,
      prepare: async (opened) => {
        const hold = async (route: Route) => {
          await isWanted;
          await route.continue();
        };
        await opened.route('**/api/v2/challenges/*/history*', hold, { times: 1 });
        await opened.clock.install();
      },
    });
    const pages = page.getByRole('navigation', { name: 'Pages' });
    const button = page.getByRole('button', { name: /^What to do with .*Grace/ });
    await pages.getByRole('link', { name: /^Players/ }).click();
    const [x, y] = await centreOf(button);
    if (rests === 'only then') await page.mouse.move(x, y);
    else {
      await pages.getByRole('link', { name: 'Set-up' }).click();
      await expect(button).toHaveCount(0);
      await page.mouse.move(x, y);
      await pages.getByRole('link', { name: /^Players/ }).press('Enter');
    }
    await expect(button.and(page.locator('[data-hovered]'))).toBeVisible();
    await letPass(page, 1_000);
    const answered = page.waitForResponse(/\/history/);
    answer();
    await (await answered).finished();
    const { items } = await host.api<{ items: readonly { player_id: number; player_name: string }[] }>(
      `/games/${code}/players`,
    );
    const clara = items.find(({ player_name }) => player_name === 'Clara');
    await host.api(`/games/${code}/players/${clara?.player_id}`, { team_number: 2 }, 'PATCH');
    await untilDrawn(page, () => page.getByText('1 change', { exact: true }).isVisible());
    expect(await centreOf(button)).toEqual([x, y]);
    await page.clock.resume();
    await untilSettled(page);
    await page.mouse.click(x, y);
    await expect(page.getByRole('menu')).toContainText('Grace');
  });
