/** A long exercise is read whole at the foot of the desk, which is as high as before, and in few lines where it is claimed. */
import type { Locator } from '@playwright/test';
import { layoutFaults, resize } from './fit.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { allTeams, claim, joinGame, populate } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const LONG = 'Hüpfe auf einem Bein bis zur Tür, klatsche zehnmal und komm dann rückwärts wieder zurück';
const SIZES = [
  { name: '820', width: 820, height: 1180 },
  { name: '1024', width: 1024, height: 768 },
  { name: '1280', width: 1280, height: 800 },
];

test('an exercise of ninety characters is whole at the foot of the desk in German, which is as high without it', async ({
  desk,
  game,
  host,
}) => {
  const say = wordsIn('de');
  const code = await game({ schools: allTeams(4) });
  await populate(host, code, { waiting: 1, active: 0, teams: 4, names: () => 'Friederike' });
  const { page } = await desk(undefined, { locale: 'de', reducedMotion: 'reduce' });
  await page.getByRole('link', { name: new RegExp(GAME) }).click();
  const foot = page.locator('[data-part="happened"]');
  const height = (part: Locator) => part.evaluate((each) => each.getBoundingClientRect().height);
  const heights = async () => {
    const all: number[] = [];
    for (const size of SIZES) {
      await resize(page, size);
      all.push(await height(foot));
    }
    return all;
  };
  await expect(page.locator('[data-row]')).toHaveCount(1);
  const before = await heights();
  await page.locator('[data-row] [data-leads] ~ button').first().click();
  await page.getByLabel(say('banker:picker.custom')).fill(LONG);
  await page.keyboard.press('Enter');
  const words = foot.locator('header [data-kind="assigned"] > span').last();
  await expect(words).toContainText(LONG);
  await expect(page.locator('[data-part="own-acts"] button').first()).toBeVisible();
  const found: string[] = [];
  for (const size of SIZES) {
    await resize(page, size);
    const hidden = await words.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    if (hidden > 1) found.push(`${size.name}: ${hidden} px are cut`);
    found.push(...(await layoutFaults(page)).map((fault) => `${size.name}: ${fault}`));
    await takePicture(page, `pictures/fit/long-exercise-foot-${size.name}.png`);
  }
  expect(found).toEqual([]);
  expect(await heights()).toEqual(before);
});

test('a claim with an exercise of ninety characters takes few lines beside its answers in German', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4), settings: { completion: 'banker' } });
  const { player_id, token } = await joinGame(host, code, 'Friederike', 1);
  const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
    player_id,
    building_type: 'medical_factory',
  });
  const exercise = { challenge_type: 'custom', challenge_description: LONG, target_number: 1 };
  await host.api(`/challenges/${code}/${id}/assign`, exercise);
  await claim(host, code, { id, token });
  const { page } = await desk(undefined, { locale: 'de', reducedMotion: 'reduce' });
  await page.getByRole('link', { name: new RegExp(GAME) }).click();
  const row = page.locator('[data-row][data-claimed="true"]');
  await expect(row).toContainText(LONG);
  const found: string[] = [];
  for (const size of SIZES) {
    await resize(page, size);
    const lines = await row.locator('bdi', { hasText: LONG }).evaluate((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    });
    if (lines > 4) found.push(`${size.name}: ${lines} lines`);
    found.push(...(await layoutFaults(page)).map((fault) => `${size.name}: ${fault}`));
    await takePicture(page, `pictures/fit/long-exercise-claim-${size.name}.png`);
  }
  expect(found).toEqual([]);
});
