/** The five "Future Enhancements" of the first design, each by one visible effect. */
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const HOUR_MS = 3_600_000;

test('expiry: both screens change at zero', async ({ game, desk, phone }) => {
  const code = await game({ settings: { duration_seconds: 10 } });
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await banker.giveSuggested('Anna');
  await expect(anna.timer).toBeVisible();
  await expect(anna.title).toHaveText('Time ran out', { timeout: 15_000 });
  await expect(banker.happened).toContainText('Anna ran out of time for a farm', { timeout: 2_000 });
});

test('pause: phones whose clocks are an hour wrong, in either direction, agree within a second', async ({
  game,
  desk,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const [early, late] = [await phone(code), await phone(code)];
  for (const [each, name, wrong] of [
    [early, 'Early', -HOUR_MS],
    [late, 'Late', HOUR_MS],
  ] as const) {
    await each.page.addInitScript((skew) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + skew;
    }, wrong);
    await each.page.reload();
    await each.join(name, wrong < 0 ? 1 : 2);
    await each.ask('Farm');
  }
  await banker.giveSuggested('Early');
  await banker.giveSuggested('Late');
  await expect(late.timer).toBeVisible();
  await expect(early.timer).toBeVisible();
  // Both were assigned within moments of each other; what each shows is compared with what the host says.
  await banker.pause();
  for (const each of [early, late])
    await expect(each.page.getByText('The banker paused the game')).toBeVisible();
  const stood = [await early.secondsLeft(), await late.secondsLeft()];
  const truth = await banker.page.evaluate(async (path) => {
    const answer: unknown = await (await fetch(path, { headers: { Seat: '0' } })).json();
    return (answer as { time_remaining_seconds: number }[]).map((each) => each.time_remaining_seconds);
  }, `/api/v2/challenges/${code}/active?include_time_remaining=true`);
  for (const seconds of stood) {
    expect(Math.min(...truth.map((each) => Math.abs(each - seconds)))).toBeLessThanOrEqual(1);
  }
  // They stand still, so the play clock does too.
  await expect.poll(() => early.secondsLeft()).toBe(stood[0]);
  await banker.resume();
  await expect.poll(() => early.secondsLeft(), { timeout: 5_000 }).toBeLessThan(stood[0] ?? 0);
});

test('history: there after a restart', LONG, async ({ game, host, desk, phone }) => {
  const code = await game();
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  const banker = await desk();
  await banker.open(GAME);
  await banker.give('Anna', /20 squats/);
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('You earned a farm!');
  await host.restart();
  const drawer = await anna.openDrawer();
  await expect(drawer).toContainText('20 squats');
  await banker.page.getByRole('link', { name: 'History' }).click();
  await expect(banker.page.getByRole('main')).toContainText('20 squats');
});

test('several active: two run, and a third is refused', async ({ game, host, phone }) => {
  const code = await game({ settings: { max_active_per_player: 2 }, schools: [1] });
  const anna = await phone(code);
  await anna.join('Anna', 1);
  const id = async () => {
    const { items } = await host.api<{ items: { player_id: number; role: string }[] }>(
      `/games/${code}/players`,
    );
    return items.find(({ role }) => role === 'player')?.player_id ?? 0;
  };
  await anna.ask('Farm');
  await expect(anna.title).toHaveText("You're next");
  await anna.button('Ask for one more').click();
  await anna.ask('Mine');
  await expect(anna.page.getByRole('button', { name: 'Ask for one more' })).toHaveCount(0);
  const third = host.api(`/challenges/${code}/request`, { player_id: await id(), building_type: 'school' });
  await expect(third).rejects.toThrow(/409.*player_limit/);
});

test("team: a teammate's row appears and goes", LONG, async ({ game, phone }) => {
  const code = await game({ schools: [1] });
  const [anna, tom] = [await phone(code), await phone(code)];
  await anna.join('Anna', 1);
  await tom.join('Tom', 1);
  const drawer = await anna.openDrawer();
  await expect(drawer).toContainText('Nobody is busy.');
  await tom.ask('Mine');
  await expect(drawer.getByRole('listitem').filter({ hasText: 'Tom' })).toContainText('Mine');
  await tom.button('Cancel').click();
  await expect(drawer).toContainText('Nobody is busy.');
});
