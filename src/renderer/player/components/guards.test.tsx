// @vitest-environment happy-dom
import { act, type ContextType } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HostError } from '../../../client/host-error.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { aView } from '../game-view.fixtures.ts';
import { createCommandSender } from '../game/command-sender.ts';
import { GameContext } from '../game/game-context.ts';
import { loadGuards } from '../hooks/use-later-part.ts';

const STORAGE = { type: '', title: '', status: 503, detail: '', code: 'storage' } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('lets the refusal of a tap go with its cause', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const sender = createCommandSender({
    call: () => Promise.reject(new HostError('no', { problem: STORAGE, retryAfterMs: 2_000 })),
    waitToRetry: () => Promise.resolve(),
    storage: inMemoryStorage(),
    storageKey: 'unanswered',
    onAnswer: () => undefined,
    isOver: () => Promise.resolve(false),
    onError: (error) => {
      throw error;
    },
  });
  let view = aView();
  const value = { session: { sender, store: { getView: () => view } } } as unknown as ContextType<
    typeof GameContext
  >;
  const Guards = await loadGuards();
  const root = createRoot(document.createElement('div'));
  const guards = (
    <GameContext value={value}>
      <Guards />
    </GameContext>
  );
  await act(async () => root.render(guards));
  sender.send({ kind: 'request', building: 'farm', meant: {} }, 'k');
  await vi.waitFor(() => expect(sender.getState().refusal).not.toBeNull());
  expect(sender.getState().refusal).toMatchObject({ code: 'storage', retryAfterMs: 2_000 });
  vi.advanceTimersByTime(30_000);
  expect(sender.getState().refusal).not.toBeNull();
  view = aView({ seq: 2 });
  vi.advanceTimersByTime(20_000);
  expect(sender.getState().refusal).toBeNull();
  await act(async () => root.unmount());
});
