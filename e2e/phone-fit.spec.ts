/** What a phone shows before and after an exercise is in sight as a whole, on the smallest phones, too: see `fit.spec.ts` and `do-this-fit.spec.ts`. */
import type { Page } from '@playwright/test';
import { layoutFaults, PHONE_SIZES, resize, sightFaults, type Size } from './fit.harness.ts';
import { expect, longUnless, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;
/** The lowest phone, the smallest usual one, and one on its side. */
const SMALL: readonly Size[] = [
  { name: '568', width: 320, height: 568 },
  ...PHONE_SIZES.filter(({ name }) => name === '320' || name === 'landscape'),
];

/** How much of the page, and of what scrolls within its screen, is out of sight, px. */
const outOfSight = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('main > div > div')].map(
        ({ scrollHeight, clientHeight }) => scrollHeight - clientHeight,
      ),
    ),
  );

for (const tag of ['en', 'de', 'ar']) {
  test(
    `joining, the lobby and the end of an exercise need no scrolling on small phones in ${tag}`,
    longUnless(tag === 'ar'),
    async ({ game, host, phone }) => {
      const say = wordsIn(tag);
      const code = await game({ isStarted: false });
      const { page, title } = await phone(code, { ...CALM, locale: tag });
      const found: string[] = [];
      const check = async (state: string, most = 1) => {
        for (const size of SMALL) {
          await resize(page, size);
          // Texts that have to fit are measured again after that.
          await expect.poll(() => outOfSight(page), `${state} at ${size.name}`).toBeLessThanOrEqual(most);
          const faults = [
            ...(await layoutFaults(page)),
            ...(await sightFaults({
              title,
              'the last button': page.getByRole('main').getByRole('button').last(),
            })),
          ];
          found.push(...faults.map((fault) => `${state} at ${size.name}: ${fault}`));
        }
        await resize(page, { name: 'usual', width: 360, height: 740 });
      };
      const press = (key: string) => page.getByRole('button', { name: say(key), exact: true }).click();
      await expect(title).toHaveText(say('player:entry.title'));
      await check('join');
      await page.getByLabel(say('player:entry.name')).fill('Anna-Katharina Maria');
      await press('player:entry.join');
      await page.getByRole('main').getByRole('listitem').first().getByRole('button').click();
      await expect(title).toContainText('Anna-Katharina');
      await check('lobby');
      await press('player:waiting.sound');
      await host.api(`/games/${code}/start`, {});
      await expect(title).toHaveText(say('player:ask.title'));
      const player_id = Number(/seat=(\d+)/.exec(page.url())?.[1]);
      const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
        player_id,
        building_type: 'infrastructure',
      });
      await host.api(`/challenges/${code}/${id}/assign`, {
        challenge_type: 'custom',
        challenge_description: 'Hop to the door and back again on one leg, then on the other',
        target_number: 1,
      });
      await press('player:do_this.done');
      await expect(page.getByRole('button', { name: say('player:done.next'), exact: true })).toBeVisible();
      await check('done');
      expect(found).toEqual([]);
    },
  );
}
