// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { DOUBLE_CLICK_MS } from '../model/turns.ts';
import { OwnActsProvider } from '../own-acts/own-acts-context.tsx';
import { usePlayerActions } from './use-player-actions.ts';

const i18n = englishWords();
const REMOVED_AT = 5_000;
const anna = aPlayer({ player_id: 1, removed: true, removed_at: REMOVED_AT });
/** The page has not heard of any of it. */
const view = { loaded: false, players: [anna] } as Partial<GameView> as GameView;

let root: Root;
let page: HTMLElement;
let calls: string[];
const answered =
  <Answer,>(name: string, answer: Answer) =>
  async (): Promise<Answer> => {
    calls.push(name);
    return answer;
  };
const store = { getView: () => view, subscribe: () => () => {}, onEvent: () => () => {} };
const desk = {
  store,
  gameCode: 'ABC234',
  seat: 0,
  api: {
    removePlayer: answered('remove', anna),
    restorePlayer: answered('restore', anna),
    restorePlayers: answered('restore all', { restored: 2 }),
  },
} as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;

function Buttons() {
  const { remove, restore, restoreAll } = usePlayerActions();
  const ways = {
    remove: () => remove(1),
    restore: () => restore(1),
    'restore all': () => restoreAll(REMOVED_AT),
  };
  return Object.entries(ways).map(([name, press]) => (
    <button type="button" key={name} data-way={name} onClick={press}>
      {name}
    </button>
  ));
}
const press = (way: string) =>
  act(async () => page.querySelector<HTMLElement>(`[data-way="${way}"]`)?.click());
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  sessionStorage.clear();
  calls = [];
  page = document.createElement('div');
  document.body.replaceChildren(page);
  root = createRoot(page);
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <OwnActsProvider>
              <Buttons />
            </OwnActsProvider>
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

it.each(['remove', 'restore', 'restore all'])(
  'takes "%s" once where it is pressed again right after the answer, and again later',
  async (way) => {
    await press(way);
    await pass(DOUBLE_CLICK_MS - 1);
    await press(way);
    expect(calls).toEqual([way]);
    await pass(DOUBLE_CLICK_MS);
    await press(way);
    expect(calls).toEqual([way, way]);
  },
);
