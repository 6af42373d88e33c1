/** A name of one long word is read whole in one line, smaller or in a line of its own, on phone, board and desk. */
import { BOARD_SIZES, DESK_SIZES, layoutFaults, PHONE_SIZES, resize, wordFaults } from './fit.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce', locale: 'de' } as const;
/** As long as words of German are; a team's name may have thirty characters. */
const NAMES = [
  'Donaudampfschifffahrtskapitän',
  'Rindfleischetikettierungsamt',
  'Team 3',
  'Kraftfahrzeughaftpflichtler',
  'Die Streichholzschächtelchen',
  'Team 6',
];

/** The pages of the desk, and the part that each of them has alone. */
const DESK_PARTS = {
  desk: 'waiting',
  players: 'people',
  history: 'history',
  summary: 'summary',
  setup: 'setup',
};

async function nameTeams(host: RunningHost, code: string, teams: number): Promise<void> {
  for (const team of allTeams(teams))
    await host.api(`/games/${code}/teams/${team}`, { name: NAMES[team - 1] }, 'PATCH');
}

/** Each team builds one thing. */
async function buildOne(host: RunningHost, code: string, teams: number): Promise<void> {
  for (const { id } of await populate(host, code, { waiting: 0, active: teams, teams }))
    await host.api(`/challenges/${code}/${id}/complete`, {});
}

test('a team of one long word has it whole where a phone chooses', async ({ game, host, phone }) => {
  const code = await game({ teams: 6 });
  await nameTeams(host, code, 6);
  const { page } = await phone(code, CALM);
  await page.locator('form input').first().fill('Anna');
  await page.locator('form button[type="submit"]').click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(6);
  const found: string[] = [];
  for (const size of PHONE_SIZES) {
    await resize(page, size);
    // Letters that somebody needs twice as large are never quite as small as the smallest.
    const least = size.text === undefined ? 12 : 13.5;
    const sizes = await page
      .locator('main li button bdi')
      .evaluateAll((names) => names.map((name) => Number.parseFloat(getComputedStyle(name).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(least);
    const faults = [...(await wordFaults(page, 'main')), ...(await layoutFaults(page))];
    found.push(...faults.map((fault) => `${size.name}: ${fault}`));
    await takePicture(page, `pictures/fit/long-words-phone-${size.name}.png`);
  }
  expect(found).toEqual([]);
});

for (const teams of [4, 6])
  test(`the board's strip has the long words of ${teams} teams whole`, async ({ context, game, host }) => {
    const code = await game({ teams, schools: allTeams(teams), settings: { completion: 'banker' } });
    await nameTeams(host, code, teams);
    await buildOne(host, code, teams);
    await populate(host, code, { waiting: 4, active: 0, teams });
    const page = await openBoard({ context, host }, code);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect(page.locator('[data-part="standings"]')).toContainText(NAMES[0] ?? '');
    const found: string[] = [];
    for (const size of BOARD_SIZES) {
      await resize(page, size);
      found.push(
        ...[...(await wordFaults(page, '[data-part="standings"]')), ...(await layoutFaults(page))].map(
          (fault) => `${size.name}: ${fault}`,
        ),
      );
      await takePicture(page, `pictures/fit/long-words-board-${teams}-${size.name}.png`);
    }
    expect(found).toEqual([]);
  });

test('a team of one long word has it whole at the desk', async ({ desk, game, host }) => {
  const code = await game({ teams: 6, schools: allTeams(6), settings: { completion: 'banker' } });
  await nameTeams(host, code, 6);
  await buildOne(host, code, 6);
  await populate(host, code, { waiting: 4, active: 0, teams: 6 });
  const { page } = await desk(undefined, CALM);
  await page.getByRole('link', { name: new RegExp(GAME) }).click();
  const found: string[] = [];
  for (const [part, shown] of Object.entries(DESK_PARTS)) {
    await page.evaluate((to) => {
      location.hash = `${location.hash.replace(/&page=\w+/, '')}&page=${to}`;
    }, part);
    await expect(page.locator(`[data-part="${shown}"]`)).toBeVisible();
    await expect(page.getByText(wordsIn('de')('summary:loading'))).toHaveCount(0);
    for (const size of [...DESK_SIZES, { name: '320', width: 320, height: 640 }]) {
      await resize(page, size);
      found.push(
        ...(await wordFaults(page, 'main, [data-part]'))
          .filter((fault) => NAMES.some((name) => fault.includes(name)))
          .map((fault) => `${part} at ${size.name}: ${fault}`),
      );
      await takePicture(page, `pictures/fit/long-words-${part}-${size.name}.png`);
    }
  }
  expect(found).toEqual([]);
});
