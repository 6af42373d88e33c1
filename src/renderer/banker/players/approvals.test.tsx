// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { HostError } from '../../../client/host-error.ts';
import type { Problem } from '../../../protocol/problems.ts';
import { REACHING_MS } from '../../shared/left-places.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { OwnActsProvider } from '../own-acts/own-acts-context.tsx';
import { Approvals } from './approvals.tsx';

const i18n = englishWords();
const NAMES = ['Anna', 'Ben', 'Clara'].map((player_name, at) => aPlayer({ player_id: at + 1, player_name }));
const game = { settings: { approve_names: true } };
const view = { loaded: true, players: NAMES, game } as Partial<Record<keyof GameView, unknown>> as GameView;

let root: Root;
let page: HTMLElement;
let answers: (() => void)[];
/** The laptop refuses, or never answers. */
let refusals: ((problem?: Problem) => void)[];
/** What has been asked for. */
let asked: unknown[];
const store = { getView: () => view, subscribe: () => () => {}, onEvent: () => () => {} };
const desk = {
  store: { ...store, drawn: store },
  gameCode: 'ABC234',
  seat: 0,
  api: {
    changePlayer: async (_code: string, id: number, body: unknown) =>
      new Promise<void>((resolve, reject) => {
        asked.push([id, body]);
        answers.push(resolve);
        refusals.push((problem) => reject(new HostError('No answer', problem && { problem })));
      }),
  },
} as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  answers = [];
  refusals = [];
  asked = [];
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

const show = (waiting: number, players = NAMES.slice(NAMES.length - waiting)) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <DeskProvider value={desk}>
          <NoticesProvider>
            <OwnActsProvider>
              <Approvals players={players} />
            </OwnActsProvider>
          </NoticesProvider>
        </DeskProvider>
      </I18nextProvider>,
    ),
  );
const button = () => page.querySelector('button');

it('says of how many names its one button is, and goes on saying so while they go through one after another', async () => {
  await show(3);
  await act(async () => void (await vi.advanceTimersByTimeAsync(REACHING_MS)));
  expect(button()?.textContent).toBe('Approve these 3');
  await act(async () => button()?.click());
  for (const left of [2, 1]) {
    await act(async () => answers.at(-1)?.());
    await show(left);
    expect(button()?.textContent).toBe('Approve these 3');
    // Pressed again meanwhile, it asks for nothing more.
    await act(async () => button()?.click());
    expect(answers).toHaveLength(4 - left);
  }
  // The answer is there before the list shows it: there is nothing to approve.
  await act(async () => answers.at(-1)?.());
  expect(button()?.textContent).toBe('Approve these 3');
  await act(async () => button()?.click());
  expect(answers).toHaveLength(3);
  await show(0);
  expect(button()).toBeNull();
});

it('asks again for whoever has come meanwhile, or has another name', async () => {
  await show(2);
  await act(async () => void (await vi.advanceTimersByTimeAsync(REACHING_MS)));
  await act(async () => button()?.click());
  for (const _name of [1, 2]) await act(async () => answers.at(-1)?.());
  expect(button()?.textContent).toBe('Approve these 2');
  await show(1, [aPlayer({ player_id: 3, player_name: 'Clara B.' })]);
  expect(button()?.textContent).toBe('Approve this name');
});

it('that stops half way says that the names below are left, and goes on with them when pressed again', async () => {
  await show(3);
  await act(async () => void (await vi.advanceTimersByTimeAsync(REACHING_MS)));
  await act(async () => button()?.click());
  await act(async () => answers.at(-1)?.());
  await show(2);
  expect(page.textContent).toContain('once you have approved it');
  await act(async () => refusals.at(-1)?.());
  expect(page.textContent).toContain('Not all went through. The names below are not approved yet');
  expect(button()?.textContent).toBe('Approve these 2');
  await act(async () => button()?.click());
  expect(answers).toHaveLength(3);
  expect(page.textContent).not.toContain('Not all went through');
});

it('says that somebody has just come, where its button is about fewer names than there are', async () => {
  const heading = () => page.querySelector('h3')?.textContent.trim();
  await show(2, NAMES.slice(0, 2));
  expect(heading()).toBe('2 names to approve');
  await act(async () => void (await vi.advanceTimersByTimeAsync(REACHING_MS)));
  await show(3);
  expect([heading(), button()?.textContent]).toEqual([
    '3 names to approve 1 has just come',
    'Approve these 2',
  ]);
  await act(async () => void (await vi.advanceTimersByTimeAsync(REACHING_MS)));
  expect([heading(), button()?.textContent]).toEqual(['3 names to approve', 'Approve these 3']);
});

const approvalOf = (id: number, name: string) => [id, { approved: true, expected_name: name }];

it('counts a new name of somebody who has long been shown as one that has just come', async () => {
  await show(2);
  await act(async () => void (await vi.advanceTimersByTimeAsync(REACHING_MS)));
  await show(2, [
    aPlayer({ player_id: 2, player_name: 'Rude' }),
    aPlayer({ player_id: 3, player_name: 'Clara' }),
  ]);
  expect(button()?.textContent).toBe('Approve this name');
  await act(async () => button()?.click());
  await act(async () => answers.at(-1)?.());
  expect(asked).toEqual([approvalOf(3, 'Clara')]);
});

it('approves the names that were seen, and goes on with the others where one is another by now', async () => {
  await show(3);
  await act(async () => void (await vi.advanceTimersByTimeAsync(REACHING_MS)));
  await act(async () => button()?.click());
  const problem = { type: 'about:blank', title: '', status: 409, detail: '', code: 'name_changed' } as const;
  await act(async () => refusals.at(-1)?.(problem));
  for (const _name of [2, 3]) await act(async () => answers.at(-1)?.());
  expect(asked).toEqual([approvalOf(1, 'Anna'), approvalOf(2, 'Ben'), approvalOf(3, 'Clara')]);
  await show(1, [aPlayer({ player_id: 1, player_name: 'Anna' })]);
  expect(page.textContent).not.toContain('Not all went through');
  expect(button()?.textContent).toBe('Approve this name');
});

it('approves one name as it is shown', async () => {
  await show(1);
  await act(async () => page.querySelector<HTMLElement>('li button')?.click());
  expect(asked).toEqual([approvalOf(3, 'Clara')]);
});
