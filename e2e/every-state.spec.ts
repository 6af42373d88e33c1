/**
 * Every state of every page, as different people see it, so that every pair of state, theme, direction and size occurs: axe, the size of
 * what is pressed, contrast themes, less motion. `npm test` looks at the main screens alone, at each once.
 */
import type { Page } from '@playwright/test';
import {
  axeFaults,
  contrastThemeFaults,
  type Look,
  motionFaults,
  smallTargets,
} from './access-checks.harness.ts';
import { coveringArray } from './covering-array.harness.ts';
import { BOARD_STATES, DESK_STATES, walkBoard, walkDesk } from './desk-walk.harness.ts';
import { BOARD_SIZES, DESK_SIZES, PHONE_SIZES, resize, type Size } from './fit.harness.ts';
import { PHONE_STATES, walkPhone } from './phone-walk.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

/** A language for each direction of writing. */
const TAGS = { ltr: 'en', rtl: 'ar' } as const;
type Direction = keyof typeof TAGS;
const DIRECTIONS = ['ltr', 'rtl'] as const;
const PHONE_THEMES = ['light', 'dark', 'sun', 'night'] as const;
const DESK_THEMES = ['light', 'dark'] as const;
/** CSS pixels: our own least on a phone, and that of WCAG 2.5.8. */
const PHONE_TARGET = 44;
const DESK_TARGET = 24;

interface Range {
  readonly states: readonly string[];
  readonly themes: readonly [string, ...string[]];
  readonly sizes: readonly Size[];
}

/** How each state is looked at, in these directions. */
function looksAt({ states, themes, sizes }: Range, directions: readonly Direction[]) {
  const [first, ...more] = sizes.map(({ name }) => name);
  const [firstState, ...moreStates] = states;
  if (first === undefined || firstState === undefined) throw new Error('There is nothing to look at.');
  const sizeOf = (name: string) => sizes.find((each) => each.name === name) as Size;
  const cases = coveringArray({
    state: [firstState, ...moreStates] as const,
    theme: themes,
    direction: DIRECTIONS,
    size: [first, ...more] as const,
  }).filter((each) => directions.includes(each.direction));
  return (state: string): Look[] => {
    if (!states.includes(state)) throw new Error(`"${state}" is not in the list of states.`);
    return cases
      .filter((each) => each.state === state)
      .map(({ theme, size, direction }) => ({ theme, direction, size: sizeOf(size) }));
  };
}

const checking =
  (found: string[], target: number, looks: (state: string) => Look[]) =>
  async (page: Page, state: string): Promise<void> => {
    const usual = page.viewportSize();
    for (const look of looks(state)) {
      const faults = [
        ...(await axeFaults(page, look)),
        ...(await smallTargets(page, target)),
        ...(await contrastThemeFaults(page)),
        ...(await motionFaults(page)),
      ];
      const how = [state, look.theme, look.direction, look.size.name].join(', ');
      found.push(...faults.map((fault) => `${how}: ${fault}`));
    }
    // Whoever goes on does so on an ordinary screen.
    if (usual !== null) await resize(page, { name: 'usual', ...usual });
  };

/** What most people look at for most of the evening. */
test('the main screens, each once: axe, targets, contrast themes, no motion', async ({
  context,
  desk,
  game,
  host,
  phone,
}) => {
  const found: string[] = [];
  const check = (page: Page, state: string, target: number, look: Look) =>
    checking(found, target, () => [look])(page, state);
  const code = await game({ schools: allTeams(4), settings: { completion: 'banker' } });
  await populate(host, code, { waiting: 3, active: 3, teams: 4 });
  const sized = (sizes: readonly Size[], name: string) => sizes.find((each) => each.name === name) as Size;
  const [small, low] = [sized(PHONE_SIZES, '320'), sized(PHONE_SIZES, 'landscape')];
  const [large, wall] = [sized(DESK_SIZES, '1280-text'), sized(BOARD_SIZES, '1920')];

  const zoe = await phone(code, { reducedMotion: 'reduce' });
  await expect(zoe.page.getByLabel('Your name')).toBeVisible();
  await check(zoe.page, 'door', PHONE_TARGET, { theme: 'light', direction: 'rtl', size: small });
  await zoe.join('Zoe', 1);
  await expect(zoe.title).toHaveText('Pick a building');
  await check(zoe.page, 'ask', PHONE_TARGET, { theme: 'sun', direction: 'ltr', size: low });
  await zoe.ask('Farm');
  const banker = await desk(undefined, { reducedMotion: 'reduce' });
  await banker.open(GAME);
  await check(banker.page, 'desk', DESK_TARGET, { theme: 'dark', direction: 'rtl', size: large });
  await banker.suggestion('Zoe').press('Enter');
  await expect(zoe.timer).toBeVisible();
  // With what can be undone, and was just undone.
  await expect(banker.button(/^Undo .*Zoe/)).toBeVisible();
  await check(banker.page, 'an act', DESK_TARGET, { theme: 'light', direction: 'ltr', size: large });
  await check(zoe.page, 'do this', PHONE_TARGET, { theme: 'night', direction: 'ltr', size: small });
  const board = await openBoard({ context, host }, code);
  await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('Zoe');
  await check(board, 'playing', DESK_TARGET, { theme: 'dark', direction: 'rtl', size: wall });
  expect(found).toEqual([]);
});

const HOW = 'in every pair of theme, direction and size';

for (const direction of DIRECTIONS)
  test(
    `every state of the phone, ${direction}, ${HOW}: axe, targets, contrast themes, no motion`,
    LONG,
    async ({ game, host, phone }) => {
      test.setTimeout(300_000);
      const range = { states: PHONE_STATES, themes: PHONE_THEMES, sizes: PHONE_SIZES };
      const found: string[] = [];
      const check = checking(found, PHONE_TARGET, looksAt(range, [direction]));
      await walkPhone({ host, game, phone, tag: TAGS[direction] }, check);
      expect(found).toEqual([]);
    },
  );

test(
  `every state of the desk, ${HOW}: axe, targets, contrast themes, no motion`,
  LONG,
  async ({ desk, game, host }) => {
    test.setTimeout(900_000);
    const range = { states: DESK_STATES, themes: DESK_THEMES, sizes: DESK_SIZES };
    const found: string[] = [];
    await walkDesk({ host, game, desk }, checking(found, DESK_TARGET, looksAt(range, DIRECTIONS)));
    expect(found).toEqual([]);
  },
);

test(
  `every state of the board, ${HOW}: axe, contrast themes, no motion`,
  LONG,
  async ({ context, game, host }) => {
    test.setTimeout(300_000);
    const range = { states: BOARD_STATES, themes: DESK_THEMES, sizes: BOARD_SIZES };
    const found: string[] = [];
    await walkBoard({ host, game, context }, checking(found, DESK_TARGET, looksAt(range, DIRECTIONS)));
    expect(found).toEqual([]);
  },
);
