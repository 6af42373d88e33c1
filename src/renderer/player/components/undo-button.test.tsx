// @vitest-environment happy-dom
import { act, type ContextType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { Player, Settings } from '../../../protocol/entity-schemas.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aChallenge, aGame, aPlayer } from '../../shared/shapes.fixtures.ts';
import { GameContext } from '../game/game-context.ts';
import { createLocalActions, type LocalActions } from '../game/local-actions.ts';
import { outcomeKey } from '../model/outcome.ts';
import { UndoButton } from './undo-button.tsx';

const i18n = englishWords();
const DONE = aChallenge({ status: 'completed', version: 3, timestamp: '2026-11-24T20:05:00Z' });
const DONE_AT = Date.parse(DONE.timestamp);

let root: Root;
let page: HTMLElement;
let now: number;
let localActions: LocalActions;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers();
  now = DONE_AT;
  localActions = createLocalActions(inMemoryStorage(), 'seat');
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

const sending = { sending: null, refusal: null };
const show = (settings: Partial<Settings> = {}, me: Partial<Player> = {}) => {
  const game = aGame();
  const value = {
    session: {
      localActions,
      store: { hostNow: () => now },
      sender: { subscribe: () => () => undefined, getState: () => sending, send: () => undefined },
    },
    view: { game: { ...game, settings: { ...game.settings, ...settings } }, me: aPlayer(me) },
  } as unknown as ContextType<typeof GameContext>;
  return act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <GameContext value={value}>
          <UndoButton challenge={DONE} />
        </GameContext>
      </I18nextProvider>,
    ),
  );
};
const pass = (ms: number) =>
  act(async () => {
    now += ms;
    vi.advanceTimersByTime(500);
  });
const button = () => page.querySelector('button')?.textContent ?? null;

describe('after the own Done, Undo', () => {
  beforeEach(() => localActions.markDone(outcomeKey(DONE)));

  it('counts ten seconds down', async () => {
    await show();
    expect(button()).toBe('Undo (10)');
    await pass(9_000);
    expect(button()).toBe('Undo (1)');
    await pass(1_000);
    expect(button()).toBeNull();
  });

  it('counts longer for a player who has more time', async () => {
    await show({}, { extra_time_factor: 2.5 });
    expect(button()).toBe('Undo (25)');
    await pass(24_000);
    expect(button()).toBe('Undo (1)');
    await pass(1_000);
    expect(button()).toBeNull();
  });

  it('stays where the game has no time limits', async () => {
    await show({ timers: false });
    expect(button()).toBe('Undo');
    await pass(3_600_000);
    expect(button()).toBe('Undo');
  });
});

it('is not offered for an undo, nor for what another has done', async () => {
  await show({ timers: false });
  expect(button()).toBeNull();
  await act(async () => localActions.markUndone(outcomeKey(DONE)));
  await show({ timers: false });
  expect(localActions.isOwnAction(outcomeKey(DONE))).toBe(true);
  expect(button()).toBeNull();
});
