/** What somebody is told who tries again to come in after a lost answer, and is refused: what is so by now. */
import { loseAnswers } from './lost-answers.harness.ts';
import { expect, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

for (const reloads of [false, true]) {
  const how = reloads ? 'after a reload' : 'pressed again';

  test(
    `a join whose seat has moved on since makes nobody new unasked, ${how}`,
    longUnless(!reloads),
    async ({ game, phone, host }) => {
      const code = await game({ isStarted: false });
      const leo = await phone(code);
      await leo.page.setViewportSize(reloads ? { width: 360, height: 740 } : { width: 320, height: 640 });
      const lost = await loseAnswers(leo.page, '/games/*/players');
      await leo.join('Leo', null);
      await expect(leo.page.getByText('The laptop did not answer.')).toBeVisible();
      const players = async () =>
        (await host.api<{ items: { player_id: number; player_name: string }[] }>(`/games/${code}/players`))
          .items;
      const id = (await players()).at(-1)?.player_id;
      const { ticket } = await host.api<{ ticket: string }>(`/games/${code}/tickets`, {
        for: 'seat',
        player_id: id,
      });
      const other = await phone(code);
      await other.page.goto('about:blank');
      await other.page.goto(`${host.joinUrl(code)}#ticket=${ticket}`);
      await expect(other.title).toHaveText('Choose your team');
      await lost.stop();
      if (reloads) await leo.page.reload();
      else await leo.button('Join').click();
      const moved = leo.page.getByText('This seat is on another phone by now');
      await expect(moved).toBeInViewport({ ratio: 1 });
      await expect(leo.page.getByText('don’t match')).toHaveCount(0);
      await expect(leo.page.getByLabel('Your name')).toHaveValue('Leo');
      await leo.button('Take my seat').click();
      await expect(leo.page.getByText('Type your name and the four digits.')).toBeVisible();
      expect((await players()).map(({ player_name }) => player_name)).toEqual(['Banker', 'Leo']);
      // Only who says so is somebody else.
      await leo.button('I am new here').click();
      await leo.join('Leo', null);
      await expect(leo.title).toHaveText('Choose your team');
      expect((await players()).map(({ player_name }) => player_name)).toEqual(['Banker', 'Leo', 'Leo 2']);
    },
  );
}

test('a join that was refused while the room was locked is decided anew once it is open', async ({
  game,
  phone,
  host,
}) => {
  const code = await game({ isStarted: false });
  const lock = (locked: boolean) => host.api(`/games/${code}`, { settings: { locked } }, 'PATCH');
  await lock(true);
  const leo = await phone(code);
  const lost = await loseAnswers(leo.page, '/games/*/players');
  await leo.join('Leo', null);
  await expect(leo.page.getByText('The laptop did not answer.')).toBeVisible();
  const { items } = await host.api<{ items: { player_name: string }[] }>(`/games/${code}/players`);
  expect(items.map(({ player_name }) => player_name)).toEqual(['Banker']);
  await lost.stop();
  await lock(false);
  await leo.button('Join').click();
  await expect(leo.title).toHaveText('Choose your team');
});
