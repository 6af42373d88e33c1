/** The focus came to a row because the one before has gone by somebody else's doing: the next key, however late, was meant for that one. */
import { setTimeout as delay } from 'node:timers/promises';
import { SETTLING_MS } from '../src/renderer/shared/left-places.ts';
import { populate, statuses, type OpenChallenge } from './populate.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const NAMES = ['Anna', 'Ben', 'Clara'] as const;
const crowd = (waiting: number, active: number) => ({
  waiting,
  active,
  teams: 4,
  names: (index: number) => NAMES[index] ?? '',
});
/** Longer than a key stays unheard because the focus has only just come. */
const LATER_MS = SETTLING_MS + 200;

for (const { key, lists, change } of [
  { key: 'Enter', lists: crowd(3, 0), change: 'cancel' },
  { key: 'x', lists: crowd(3, 0), change: 'cancel' },
  { key: '1', lists: crowd(3, 0), change: 'cancel' },
  { key: 'c', lists: crowd(0, 3), change: 'complete' },
]) {
  test(
    `${key} pressed long after Anna's row has gone does nothing to Ben, and the next one is for him`,
    longUnless(key === 'Enter'),
    async ({ game, desk, host }) => {
      const code = await game({ schools: [1, 2, 3, 4] });
      await populate(host, code, lists);
      const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
      const banker = await desk();
      const { page } = banker;
      await banker.open(GAME);
      const list = lists.waiting > 0 ? banker.waiting : banker.active;
      const hasFocus = (name: string) => expect(banker.row(list, name).locator(':focus')).toHaveCount(1);
      await expect(banker.row(list, 'Anna')).toBeVisible();
      await banker.row(list, 'Anna').locator('[data-leads]').focus();
      await hasFocus('Anna');
      const id = open.find(({ player_name }) => player_name === 'Anna')?.id;
      await host.api(`/challenges/${code}/${id}/${change}`, {});
      await hasFocus('Ben');
      const before = await statuses(host, code);

      await delay(LATER_MS);
      await page.keyboard.press(key);
      // Whatever it set off would be at the host by then.
      await host.api(`/challenges/${code}/active`);
      await delay(LATER_MS);
      expect(await statuses(host, code)).toEqual(before);
      await hasFocus('Ben');
      await page.keyboard.press(key);
      await expect.poll(() => statuses(host, code)).not.toEqual(before);
      expect((await statuses(host, code))['Clara']).toBe(before['Clara']);
    },
  );
}

test('whoever goes to another row by keyboard means it at once', async ({ game, desk, host }) => {
  const code = await game({ schools: [1, 2, 3, 4] });
  await populate(host, code, crowd(3, 0));
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await expect(banker.suggestion('Anna')).toBeVisible();
  await page.keyboard.press('j');
  await host.api(
    `/challenges/${code}/${open.find(({ player_name }) => player_name === 'Anna')?.id}/cancel`,
    {},
  );
  await expect(banker.suggestion('Ben')).toBeFocused();
  await page.keyboard.press('j');
  await expect(banker.suggestion('Clara')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => statuses(host, code)).toEqual({ Ben: 'requested', Clara: 'assigned' });
});
