import { expect, it } from 'vitest';
import type { ConnectionStatus } from '../../../client/game-view.ts';
import { withStillClock } from './still-clock.ts';

it('stands still from when the connection is lost until it is back', () => {
  let connection: ConnectionStatus = 'live';
  let now = 1_000;
  const view = () => ({ connection });
  const store = withStillClock({ getView: view, playNow: () => now } as never);
  expect(store.playNow()).toBe(1_000);
  connection = 'connecting';
  now = 5_000;
  expect(store.playNow()).toBe(5_000);
  now = 9_000;
  expect(store.playNow()).toBe(5_000);
  connection = 'live';
  expect(store.playNow()).toBe(9_000);
});
