/** Nothing is cut off, and no word or number is broken, where names are as long as they may be and much was built: see `fit.spec.ts`. */
import type { Page } from '@playwright/test';
import { BUILDINGS, MAX_TEAMS } from '../src/game/catalogue.ts';
import { FINALE_STEPS } from '../src/game/enums.ts';
import { BOARD_SIZES, DESK_SIZES, measure, resize, wordFaults } from './fit.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { allTeams, joinGame, sayAndPlan } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;
/** Thirty characters each, the most that a team's name may have; beside them, the names that teams have at first. */
const TEAM_NAMES = [
  'The Wonderful Wandering Wolves',
  'W'.repeat(30),
  'Team 3',
  'Mannschaft der Waldkirchenberg',
  'MMMMMMMMMMMMMM WWWWWWWWWWWWWWW',
  '漢'.repeat(30),
  'Donaudampfschifffahrtsgenossen',
  'عبد الرحمن بن محمد بن عبد العز',
];
const THEMES = ['light', 'dark'];
const GAME_NAME = 'W'.repeat(40);
/** As many characters as a player's name may have. */
const PLAYER = 'WWWWWWWWWW MMMMMMMMM';
/** Of words that no narrow column may break. */
const WORDS = ['The Wonderful Wandering Wolves', 'Team 2', 'Team 3', 'The Merry Men of the Mountains'];

/** Names the teams, as far as there are any. */
async function nameAll(host: RunningHost, code: string, names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries())
    await host.api(`/games/${code}/teams/${index + 1}`, { name }, 'PATCH');
}

/** One player of the team builds so many of each building. */
async function build(
  host: RunningHost,
  code: string,
  team: number,
  counts: Partial<Record<(typeof BUILDINGS)[number], number>>,
): Promise<void> {
  const { player_id } = await joinGame(host, code, team === 1 ? PLAYER : `Player ${team}`, team);
  for (const building_type of BUILDINGS)
    for (let nth = 0; nth < (counts[building_type] ?? 0); nth += 1) {
      const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
        player_id,
        building_type,
      });
      await host.api(`/challenges/${code}/${id}/assign`, {
        challenge_type: 'push_ups',
        challenge_description: '20 Push-ups',
        target_number: 20,
      });
      await host.api(`/challenges/${code}/${id}/complete`, {});
    }
}

/** Every kind of building; of the first team, one in three digits and one in two. */
const EVERY_KIND = Object.fromEntries(BUILDINGS.map((building) => [building, 1]));
async function buildMuch(host: RunningHost, code: string, teams: number): Promise<void> {
  await Promise.all(
    allTeams(teams).map((team) =>
      build(host, code, team, team === 1 ? { ...EVERY_KIND, farm: 108, mine: 12 } : EVERY_KIND),
    ),
  );
}

for (const teams of [4, 6, 8, MAX_TEAMS])
  test(
    `matrix: the board cuts no name and breaks no number of ${teams} teams that have built everything`,
    LONG,
    async ({ context, game, host }) => {
      test.setTimeout(300_000);
      const code = await game({ teams, schools: allTeams(teams), settings: { completion: 'banker' } });
      await nameAll(host, code, TEAM_NAMES.slice(0, teams));
      const page = await openBoard({ context, host }, code);
      await page.emulateMedia(CALM);
      await buildMuch(host, code, teams);
      const found: string[] = [];
      const matrix = { page, sizes: BOARD_SIZES, themes: THEMES, found };
      const strip = page.locator('[data-part="standings"]');
      await expect(strip).toContainText('126');
      await expect(page.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 20_000 });
      await measure(matrix, `names-board-${teams}`);
      await nameAll(
        host,
        code,
        Array.from({ length: Math.min(teams, 6) }, (_, index) => WORDS[index] ?? `Team ${index + 1}`),
      );
      await expect(page.getByText('W'.repeat(30))).toHaveCount(0);
      for (const size of BOARD_SIZES) {
        await resize(page, size);
        const faults = [
          ...(await wordFaults(page, '[data-part="standings"]')),
          ...(await splitNames(page)),
          ...(await overfull(page)),
        ];
        found.push(...faults.map((fault) => `${teams} at ${size.name}: ${fault}`));
      }
      await measure(matrix, `words-board-${teams}`);
      await nameAll(host, code, TEAM_NAMES.slice(0, teams));
      await host.api(`/games/${code}/end`, {});
      for (const step of FINALE_STEPS) {
        await host.api(`/games/${code}/finale`, { step });
        await expect(page.locator(`[data-step="${step}"]`)).toBeVisible();
        await expect(page.getByText('Counting')).toHaveCount(0);
        await measure(matrix, `names-finale-${teams}-${step}`);
      }
      expect(found).toEqual([]);
    },
  );

/** Names of teams such as "Team 3" that have not all their words in one line. */
const splitNames = (page: Page): Promise<string[]> =>
  page.locator('[data-part="standings"] bdi').evaluateAll((names) =>
    names
      .filter((name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        return /^\S+ \d+$/.test(name.textContent ?? '') && lines.size > 1;
      })
      .map((name) => `in two lines: "${name.textContent}"`),
  );

/** Places in the standings that are narrower than what is in them. */
const overfull = (page: Page): Promise<string[]> =>
  page.locator('[data-part="standings"] > ol > li').evaluateAll((places) =>
    places
      .filter((place) => {
        const { left, right } = place.getBoundingClientRect();
        return [...place.querySelectorAll('*')].some((part) => {
          const box = part.getBoundingClientRect();
          return box.left < left - 1 || box.right > right + 1;
        });
      })
      .map((place) => `beyond its place: "${place.textContent}"`),
  );

const EVERY_SIZE = [
  ...DESK_SIZES,
  { name: '320', width: 320, height: 640 },
  { name: '1024-text', width: 1024, height: 768, text: 2 },
  { name: '1280-zoom-text', width: 640, height: 400, text: 2 },
];

test(
  'matrix: the desk cuts no name before the start, nor does the board',
  LONG,
  async ({ context, desk, game, host }) => {
    test.setTimeout(300_000);
    const code = await game({ isStarted: false, teams: 8 });
    await host.api(`/games/${code}`, { name: GAME_NAME }, 'PATCH');
    await nameAll(host, code, TEAM_NAMES);
    await joinGame(host, code, PLAYER, 1);
    const { page } = await desk(undefined, CALM);
    await page.getByRole('link', { name: /WWWW/ }).click();
    await expect(page.locator('[data-part="lobby"]')).toContainText(TEAM_NAMES[0] ?? '');
    const found: string[] = [];
    await measure({ page, sizes: EVERY_SIZE, themes: THEMES, found }, 'names-desk-lobby');
    await page.locator('[data-part="lobby"] ul').evaluate((teams) => teams.scrollIntoView());
    await measure({ page, sizes: EVERY_SIZE, themes: THEMES, found }, 'names-desk-lobby-teams');
    const board = await openBoard({ context, host }, code);
    await expect(board.getByRole('heading', { name: GAME_NAME })).toBeVisible();
    await measure({ page: board, sizes: BOARD_SIZES, themes: THEMES, found }, 'names-board-joining');
    expect(found).toEqual([]);
  },
);

test(
  'matrix: the summary breaks no number or word, however much was built',
  LONG,
  async ({ desk, game, host }) => {
    test.setTimeout(300_000);
    const code = await game({ teams: 8, schools: allTeams(8), settings: { completion: 'banker' } });
    await nameAll(host, code, [...WORDS, 'Team 5', 'Team 6', 'Team 7', 'Team 8']);
    await buildMuch(host, code, 8);
    const banker = await desk(undefined, CALM);
    const { page } = banker;
    await banker.open(GAME);
    await banker.goTo('Summary');
    await expect(page.getByRole('heading', { name: 'What they built' })).toBeVisible();
    const found: string[] = [];
    const matrix = { page, themes: THEMES, found };
    for (const size of EVERY_SIZE) {
      await resize(page, size);
      const faults = (await wordFaults(page, 'main')).filter((fault) => !fault.includes('WWW'));
      found.push(...faults.map((fault) => `${size.name}: ${fault}`));
    }
    for (const part of await page.getByRole('main').getByRole('heading', { level: 4 }).all()) {
      const name = (await part.innerText()).toLowerCase().replaceAll(/\W+/g, '-');
      for (const size of EVERY_SIZE) {
        await resize(page, size);
        await part.evaluate((head) => head.scrollIntoView());
        await measure({ ...matrix, sizes: [size] }, `names-summary-${name}`);
      }
    }
    expect(found).toEqual([]);
  },
);

test(
  'the bar of the desk has all letters of the name of the game, beside the clock and the end',
  LONG,
  async ({ desk, game, host }) => {
    test.setTimeout(300_000);
    const code = await game({ schools: allTeams(4) });
    await sayAndPlan(host, code);
    const found: string[] = [];
    for (const name of [GAME_NAME, 'The long, long night of the four nations'])
      for (const locale of ['en', 'de']) {
        await host.api(`/games/${code}`, { name }, 'PATCH');
        const { page } = await desk(await host.deskLink(), { ...CALM, locale });
        await page.getByRole('link', { name: new RegExp(name) }).click();
        await expect(page.getByRole('banner').getByText(/\b[89]:\d\d/)).toBeVisible();
        await measure(
          { page, sizes: EVERY_SIZE, themes: THEMES, found },
          `names-bar-${name.slice(0, 3)}-${locale}`,
        );
      }
    expect(found).toEqual([]);
  },
);

/** Fields of which not all is in sight while nobody types in them. */
const narrowFields = (page: Page, within: string): Promise<string[]> =>
  page.locator(within).evaluateAll((fields) =>
    fields.flatMap((field) => {
      const style = getComputedStyle(field);
      const brush = document.createElement('canvas').getContext('2d');
      if (brush === null || !(field instanceof HTMLInputElement)) return [];
      brush.font = style.font;
      const room =
        field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      const { width } = brush.measureText(field.value);
      const face = field.nextElementSibling;
      if (face !== null && style.color === 'rgba(0, 0, 0, 0)') {
        const isWhole = getComputedStyle(face, '::before').content === JSON.stringify(field.value);
        const isIn = face.scrollWidth <= face.clientWidth && face.scrollHeight <= face.clientHeight;
        const [over, under] = [face.getBoundingClientRect(), field.getBoundingClientRect()];
        const isOnIt = Math.abs(over.width - under.width) < 1 && Math.abs(over.height - under.height) < 1;
        return isWhole && isIn && isOnIt ? [] : [`"${field.value}" is not whole on its face`];
      }
      return width > room + 1 ? [`"${field.value}" is ${width} wide in ${room}`] : [];
    }),
  );

test(
  'the fields of the set-up are as wide as the names of teams in them',
  LONG,
  async ({ desk, game, host }) => {
    const code = await game({ teams: 8 });
    const names = ['Internationalisationalists Utd', ...TEAM_NAMES.slice(1)];
    await nameAll(host, code, names);
    const banker = await desk(undefined, CALM);
    const { page } = banker;
    await banker.open(GAME);
    await banker.goTo('Set-up');
    await expect(page.getByRole('textbox').first()).toHaveValue(names[0] ?? '');
    const found: string[] = [];
    for (const size of DESK_SIZES) {
      await resize(page, size);
      found.push(
        ...(await narrowFields(page, 'li input')).map((fault) => `set-up at ${size.name}: ${fault}`),
      );
      await takePicture(page, `pictures/fit/fields-setup-${size.name}.png`);
    }
    expect(found).toEqual([]);
  },
);
