/** Undo at the desk when the laptop's program ends in mid-game. */
import { statuses } from './populate.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('after the host was killed, Undo still takes back what this page did, unless an older backup was restored', async ({
  crowd,
  host,
}) => {
  const { code, banker, page } = await crowd({ waiting: 2 });
  const before = await host.api<{ name: string }>('/backups', {});
  const undo = banker.ownActs.getByRole('button', { name: /^Undo/ });
  await banker.giveSuggested('Anna');
  await banker.giveSuggested('Ben');
  await expect(undo).toHaveAccessibleName(/Ben/);
  // What has no answer when the host dies is not known to be in the log.
  const known = () =>
    page.evaluate(
      () =>
        Object.values(sessionStorage)
          .join('')
          .match(/"event":/g)?.length,
    );
  await expect.poll(known).toBe(2);

  await host.kill();
  await host.restart();
  await expect(undo).toHaveAccessibleName(/Ben/);
  await page.keyboard.press('z');
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'assigned', Ben: 'requested' });
  await expect(undo).toHaveAccessibleName(/Anna/);

  await host.api(`/backups/${before.name}/restore`, { game_code: code });
  await expect(undo).toHaveCount(0);
  await banker.undoToTheEnd();
  expect(await statuses(host, code)).toEqual({ Anna: 'requested', Ben: 'requested' });
});
