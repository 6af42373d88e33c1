/**
 * Every state of every page, as different people see it: axe, the size of what is pressed, contrast themes, less motion. In `npm test` each state
 * once; in the long form so that every pair of state, theme, direction and size occurs.
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
import { expect, longUnless, test } from './test.fixtures.ts';

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

/** How each state is looked at, in one direction: once in short, else so that every pair occurs. */
function looksAt({ states, themes, sizes }: Range, directions: readonly Direction[], isShort: boolean) {
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
    const index = states.indexOf(state);
    if (index < 0) throw new Error(`"${state}" is not in the list of states.`);
    const nth = <Each>(list: readonly Each[]) => list[index % list.length] as Each;
    if (isShort) return [{ theme: nth(themes), size: nth(sizes), direction: nth(directions) }];
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

for (const isShort of [true, false])
  for (const direction of DIRECTIONS) {
    const how = isShort ? 'once' : 'in every pair of theme, direction and size';
    test(
      `every state of the phone, ${direction}, ${how}: axe, targets, contrast themes, no motion`,
      longUnless(isShort && direction === 'ltr'),
      async ({ game, host, phone }) => {
        test.setTimeout(300_000);
        const range = { states: PHONE_STATES, themes: PHONE_THEMES, sizes: PHONE_SIZES };
        const found: string[] = [];
        const check = checking(found, PHONE_TARGET, looksAt(range, [direction], isShort));
        await walkPhone({ host, game, phone, tag: TAGS[direction] }, check);
        expect(found).toEqual([]);
      },
    );
  }

for (const isShort of [true, false]) {
  const how = isShort ? 'once' : 'in every pair of theme, direction and size';
  const kind = longUnless(isShort);
  test(
    `every state of the desk, ${how}: axe, targets, contrast themes, no motion`,
    kind,
    async ({ desk, game, host }) => {
      test.setTimeout(900_000);
      const range = { states: DESK_STATES, themes: DESK_THEMES, sizes: DESK_SIZES };
      const found: string[] = [];
      const check = checking(found, DESK_TARGET, looksAt(range, DIRECTIONS, isShort));
      await walkDesk({ host, game, desk, isShort }, check);
      expect(found).toEqual([]);
    },
  );

  test(
    `every state of the board, ${how}: axe, contrast themes, no motion`,
    kind,
    async ({ context, game, host }) => {
      test.setTimeout(300_000);
      const range = { states: BOARD_STATES, themes: DESK_THEMES, sizes: BOARD_SIZES };
      const found: string[] = [];
      const check = checking(found, DESK_TARGET, looksAt(range, DIRECTIONS, isShort));
      await walkBoard({ host, game, context }, check);
      expect(found).toEqual([]);
    },
  );
}
