/** The library, its form, the marks in the picker and what the phone offers fit in every language, at every size; with pictures of all. */
import type { Locator } from '@playwright/test';
import { LANGUAGE_TAGS } from '../src/game/enums.ts';
import { DESK_SIZES, measure, PHONE_SIZES, resize, sightFaults, wordFaults } from './fit.harness.ts';
import { fillLibrary, hopsGiven, libraryWords, saveTemplate, sayNeeds } from './library.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import { expect, LONG, longUnless, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

/** In `npm test`. */
const SHORT = 'de';
const ROOMY: readonly string[] = ['320', '360', 'landscape'];
const THEMES = ['light', 'dark'];
/** High enough for the whole form. */
const TALL = { name: 'tall', width: 1280, height: 1900 };

for (const tag of LANGUAGE_TAGS) {
  test(`matrix: the library, its form and the picker in ${tag}`, LONG, async ({ desk, game, host }) => {
    test.setTimeout(300_000);
    const say = wordsIn(tag);
    const { hops } = libraryWords(tag);
    const code = await game({ schools: allTeams(4) });
    await fillLibrary(host, tag);
    await saveTemplate(host, code, tag);
    await populate(host, code, { waiting: 3, active: 3, teams: 4 });
    const { page } = await desk(undefined, { reducedMotion: 'reduce', locale: tag });
    const found: string[] = [];
    const matrix = { page, sizes: DESK_SIZES, themes: THEMES, found };
    const dialog = page.getByRole('dialog');
    await page.locator('a[href*="page=library"]').first().click();
    await expect(page.locator('[data-template]')).toHaveCount(1);
    await measure(matrix, `library-${tag}`);
    await page.locator('[data-exercise]', { hasText: hops }).getByRole('button').first().press('Enter');
    await expect(dialog.locator('[data-way]')).toHaveCount(2);
    await measure({ ...matrix, sizes: [...DESK_SIZES, TALL] }, `library-form-${tag}`);
    await dialog.getByRole('button', { name: say('library:ways.add') }).press('Enter');
    await dialog.getByLabel(say('library:exercises.harder')).fill('0');
    await dialog.getByRole('button', { name: say('library:save'), exact: true }).press('Enter');
    await expect(dialog.getByText(say('library:ways.how_missing'))).toBeVisible();
    await measure({ ...matrix, sizes: [...DESK_SIZES, TALL] }, `library-form-faults-${tag}`);
    await page.keyboard.press('Escape');
    // In Spanish the buttons by which screen readers close what is open have the same word.
    await page
      .locator('button[data-rac]')
      .filter({ hasText: say('banker:unsaved.discard') })
      .click();
    await resize(page, { name: 'usual', width: 1280, height: 800 });

    await page.goto(`${host.ready.url}/banker/#game=${code}&seat=0`);
    const row = page.getByRole('listitem').filter({ hasText: 'Ella' });
    await sayNeeds(host, code, 'Ella', ['quiet', 'no_floor']);
    await row.locator('[data-leads] + button').press('Enter');
    await expect(dialog.locator('[data-suits]').first()).toBeVisible();
    await expect(dialog.locator('[data-suits]')).toHaveCount(9);
    await measure({ ...matrix, sizes: [...DESK_SIZES, TALL] }, `picker-${tag}`);
    expect(found).toEqual([]);
  });

  test(
    `matrix: what the phone offers instead in ${tag}`,
    longUnless(tag === SHORT),
    async ({ game, host, phone }) => {
      test.setTimeout(300_000);
      const say = wordsIn(tag);
      const code = await game({ settings: { join_teams: 'assign' } });
      await fillLibrary(host, tag);
      const anna = await phone(code, { reducedMotion: 'reduce', locale: tag });
      const { page } = anna;
      await page.getByLabel(say('player:entry.name')).fill('Anna');
      await page.getByRole('button', { name: say('player:entry.join'), exact: true }).click();
      await expect(anna.title).toHaveText(say('player:ask.title'));
      const player_id = Number(/seat=(\d+)/.exec(page.url())?.[1]);
      const asked = { player_id, building_type: 'farm' };
      const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, asked);
      await host.api(`/challenges/${code}/${id}/assign`, hopsGiven(tag));
      const found: string[] = [];
      const matrix = { page, sizes: PHONE_SIZES, themes: THEMES, found };
      const offers = page.locator('[data-part="equal-offers"]');
      const ask = async (count: number) => {
        await page.getByRole('button', { name: say('player:do_this.give_up'), exact: true }).click();
        await expect(offers.getByRole('button')).toHaveCount(count);
      };
      /** `least`: what is in sight without scrolling; with large text on a small phone there is no room for it all. */
      const measureWords = async (state: string, least: Record<string, Locator>) => {
        await measure(matrix, `${state}-${tag}`);
        for (const size of PHONE_SIZES) {
          await resize(page, size);
          const hidden = ROOMY.includes(size.name) ? await sightFaults(least) : [];
          const faults = [...(await wordFaults(page)), ...hidden];
          found.push(...faults.map((fault) => `${state} at ${size.name}: ${fault}`));
        }
        await resize(page, { name: 'usual', width: 360, height: 740 });
      };
      const what = { 'the exercise': anna.title, 'the time': page.getByRole('main').getByRole('timer') };
      const done = page.getByRole('button', { name: say('player:do_this.done'), exact: true });
      // Two other ways of the same, another exercise, giving up, and back.
      await ask(5);
      await measureWords('offers-own', what);
      await page.getByRole('button', { name: say('needs:instead.back'), exact: true }).click();
      await sayNeeds(host, code, 'Anna', ['seated']);
      await expect(page.locator('[data-part="your-way"]')).toHaveText(libraryWords(tag).seated);
      await measureWords('own-way', {
        ...what,
        'how it is done': page.locator('[data-part="your-way"]'),
        Done: done,
      });
      await sayNeeds(host, code, 'Anna', []);
      const pushUps = { challenge_type: 'push_ups' };
      await host.api(`/challenges/${code}/${id}/swap`, pushUps);
      await expect(anna.title).not.toContainText(libraryWords(tag).hops);
      // Two other ways, one of the banker's own, another of the catalogue, giving up, and back.
      await ask(6);
      await measureWords('offers-catalogue', what);
      expect(found).toEqual([]);
    },
  );
}
