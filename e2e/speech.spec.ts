/** What a screen reader says by itself, in two languages: each thing once, in order, and only the most urgent at once. */
import { claim, joinGame, populate } from './populate.harness.ts';
import { recordSpeech, saidOn, type Said } from './speech.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 push-ups', target_number: 20 };

/** The exercise as the page words it in this language. */
const EXERCISE = { en: '20 push-ups', de: '20 Liegestütze' } as const;
const HALF_A_MINUTE = { en: '30 seconds left', de: 'Noch 30 Sekunden' } as const;

for (const tag of ['de', 'en'] as const)
  test(
    `a phone in "${tag}" says: do this, half a minute left, paused, it goes on, over; each once, in order`,
    longUnless(tag === 'de'),
    async ({ game, host, phone }) => {
      const say = wordsIn(tag);
      const code = await game();
      const anna = await phone(code, { locale: tag });
      const { page } = anna;
      await recordSpeech(page);
      await page.reload();
      await page.getByLabel(say('player:entry.name')).fill('Anna');
      await page.getByRole('button', { name: say('player:entry.join'), exact: true }).click();
      await page.getByRole('main').getByRole('listitem').getByRole('button').first().click();
      await expect(anna.title).toHaveText(say('player:ask.title'));
      const player_id = Number(/seat=(\d+)/.exec(page.url())?.[1]);
      const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
        player_id,
        building_type: 'farm',
      });
      await expect(anna.title).toHaveText(say('player:requested.title'));
      const before = (await saidOn(page)).length;
      const expected: Said[] = [];
      const hears = async (how: Said['how'], text: string) => {
        expected.push({ how, text });
        await expect.poll(async () => (await saidOn(page)).slice(before), text).toEqual(expected);
      };
      await host.api(`/challenges/${code}/${id}/assign`, { ...PUSH_UPS, duration_seconds: 32 });
      await hears('assertive', say('player:do_this.call', { exercise: EXERCISE[tag] }));
      await hears('assertive', HALF_A_MINUTE[tag]);
      await host.api(`/games/${code}/pause`, {});
      await hears(
        'polite',
        `${say('player:status_banner.paused')}${say('player:status_banner.paused_text')}`,
      );
      // The focus has not been moved by any of it, and the timer itself is no live region.
      await expect(anna.timer).not.toHaveAttribute('aria-live');
      await host.api(`/games/${code}/resume`, {});
      await hears('polite', say('player:status_banner.goes_on'));
      await host.api(`/games/${code}/end`, { keep_results: true });
      await hears('polite', say('player:game_over.title'));
    },
  );

test(
  'the desk says who asks and who is done, each once, and the focus stays in the page',
  LONG,
  async ({ desk, game, phone }) => {
    const code = await game({ settings: { completion: 'banker' } });
    const banker = await desk();
    const { page } = banker;
    await recordSpeech(page);
    await page.reload();
    await banker.open(GAME);
    const anna = await phone(code);
    await anna.join('Anna', 1);
    await expect(anna.title).toHaveText('Pick a building');
    const before = (await saidOn(page)).length;
    const said = async () =>
      (await saidOn(page)).slice(before).map(({ text }) => text.replaceAll(/\s+/g, ' '));
    await anna.ask('Farm');
    await expect.poll(said).toEqual(['Anna asks for a farm']);
    await page.keyboard.press('j');
    await expect(banker.suggestion('Anna')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(anna.timer).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    // One of a burst is said, so the next begins on a fresh page.
    await page.reload();
    await expect(banker.row(banker.active, 'Anna')).toBeVisible();
    await anna.button('Done').click();
    await expect
      .poll(async () =>
        (await saidOn(page)).map(({ text }) => text).filter((text) => text.includes('is done')),
      )
      .toEqual([expect.stringMatching(/Anna.? says the challenge for a farm is done/)]);
  },
);

test('the desk says every claim that comes in the burst of a request, each once, in order', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: [1, 2], settings: { completion: 'banker' } });
  const [anna, ben] = await populate(host, code, { waiting: 0, active: 2, teams: 2 });
  const { player_id } = await joinGame(host, code, 'Zoe', 1);
  const banker = await desk();
  const { page } = banker;
  await recordSpeech(page);
  await page.reload();
  await banker.open(GAME);
  await expect(banker.row(banker.active, 'Ben')).toBeVisible();
  // A list under a resting mouse keeps the rows of those who have gone.
  await page.mouse.move(5, 5);
  const before = (await saidOn(page)).length;
  const said = async () => (await saidOn(page)).slice(before).map(({ text }) => text.replaceAll(/\s+/g, ' '));
  await host.api(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
  if (anna !== undefined) await claim(host, code, anna);
  if (ben !== undefined) await claim(host, code, ben);
  const expected = [
    'Zoe asks for a farm',
    'Anna says the challenge for a farm is done',
    'Ben says the challenge for a mine is done',
  ];
  await expect.poll(said).toEqual(expected);
  // What changes in a claim that is there already is no news.
  await host.api(`/challenges/${code}/${anna?.id}`, { extend_seconds: 60 }, 'PATCH');
  await host.api(`/challenges/${code}/${ben?.id}/complete`, {});
  await expect(banker.row(banker.active, 'Ben')).toHaveCount(0);
  expect(await said()).toEqual(expected);
});
