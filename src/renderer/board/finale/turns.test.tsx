// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { Helpers } from './helpers.tsx';
import { Totals } from './totals.tsx';

const i18n = englishWords();
const MANY = Array.from({ length: 25 }, (_each, index) => index + 1);
const challenges = MANY.map((number) =>
  aChallenge({
    id: number,
    player_id: number,
    team_number: 1,
    status: 'completed',
    challenge_type: 'custom',
    challenge_description: `Exercise ${number}`,
  }),
);
const players = MANY.map((number) => aPlayer({ player_id: number, player_name: `Player ${number}` }));
const PAGE_MS = 7_000;

let root: Root;
let page: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

const HELPERS = <Helpers challenges={challenges} teams={[aTeam()]} players={players} approveNames={false} />;
const TOTALS = <Totals challenges={challenges} />;

const show = (what: ReactNode) =>
  act(async () => root.render(<I18nextProvider i18n={i18n}>{what}</I18nextProvider>));
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

/** All that is seen of it in turn. */
async function seenOf(what: ReactNode, selector: string): Promise<ReadonlySet<string>> {
  await show(what);
  const seen = new Set<string>();
  for (const _turn of MANY) {
    for (const each of page.querySelectorAll(selector)) seen.add(each.textContent);
    await pass(PAGE_MS);
  }
  return seen;
}

it('shows everybody who helped most in turn, and counts nobody as one more', async () => {
  const seen = await seenOf(HELPERS, 'p bdi');
  expect(seen.size).toBe(MANY.length);
  expect(page.textContent).not.toMatch(/and \d+ more/);
  expect(page.querySelector('header')?.textContent).toMatch(/\d of 4/);
});

it('shows every exercise that was done in turn, and counts none as one more', async () => {
  const seen = await seenOf(TOTALS, 'ul:first-of-type bdi');
  expect(seen.size).toBe(MANY.length);
  expect(page.textContent).not.toMatch(/other exercise/);
  expect(page.querySelector('header')?.textContent).toMatch(/\d of 2/);
});

const STEPS = [
  { step: 'helpers', what: HELPERS, pages: 4 },
  { step: 'totals', what: TOTALS, pages: 2 },
];

it.each(STEPS)(
  'opens $step at its first page, whenever that is, and stays there its whole time',
  async (step) => {
    await vi.advanceTimersByTimeAsync(3.6 * PAGE_MS);
    await show(step.what);
    const number = () => page.querySelector('header')?.textContent;
    expect(number()).toContain(`1 of ${step.pages}`);
    await pass(PAGE_MS - 300);
    expect(number()).toContain(`1 of ${step.pages}`);
    await pass(600);
    expect(number()).toContain(`2 of ${step.pages}`);
  },
);

it.each(STEPS)('reads nothing of $step out when a page turns by itself', async ({ what }) => {
  await show(<main aria-live="polite">{what}</main>);
  const readOut: string[] = [];
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      if (element?.closest('[aria-live]')?.getAttribute('aria-live') !== 'off')
        readOut.push(target.textContent ?? '');
    }
  });
  observer.observe(page, { subtree: true, childList: true, characterData: true });
  const before = page.textContent;
  await pass(2 * PAGE_MS - 600);
  expect(page.textContent).not.toBe(before);
  expect(readOut).toEqual([]);
  observer.disconnect();
});
