// @vitest-environment happy-dom
/** The button at the top pauses all evening; what it would do after the end is asked first. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider, type DeskContextValue } from './desk-context.ts';
import { GameStatus } from './game-status.tsx';
import { NoticesProvider } from './notices.tsx';

const ENDED_AT = '2026-11-24T21:00:00Z';
const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let called: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  called = [];
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

async function show(status: 'in_progress' | 'completed'): Promise<void> {
  const view = {
    seq: 7,
    game: { status, next_game_code: null, ended_at: status === 'completed' ? ENDED_AT : null },
  };
  const call = (name: string) => async (_code: string, body: object) => void called.push([name, body]);
  const desk = {
    api: { start: call('start'), pause: call('pause'), resume: call('resume') },
    gameCode: 'ABC234',
    store: { getView: () => view, drawn: { subscribe: () => () => undefined, getView: () => view } },
  } as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <GameStatus />
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
}
const button = (name: string, place: ParentNode = document) =>
  [...place.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name);
const press = (name: string, place?: ParentNode) => act(async () => button(name, place)?.click());
const question = () => document.querySelector('[role="dialog"], [role="alertdialog"]');

it('pauses without a question', async () => {
  await show('in_progress');
  await press('Pause');
  expect([called, question()]).toEqual([[['pause', { expected_status: 'in_progress', seen_seq: 7 }]], null]);
});

it.each([
  ['Leave it over', []],
  ['Reopen', [['resume', { expected_status: 'completed', expected_ended_at: ENDED_AT, seen_seq: 7 }]]],
])('asks before it reopens the game, and does what is answered: %s', async (answer, calls) => {
  await show('completed');
  await press('Reopen', page);
  expect(called).toEqual([]);
  expect(question()?.textContent).toContain('Reopen the game?');
  await press(answer, question() ?? page);
  expect(called).toEqual(calls);
});
