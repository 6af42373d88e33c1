// @vitest-environment happy-dom
import { act, type ContextType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HostError } from '../../../client/host-error.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { aView } from '../game-view.fixtures.ts';
import { GameContext } from '../game/game-context.ts';
import { createKnownSeat } from '../game/known-seat.ts';
import { OwnDetails } from './own-details.tsx';

const i18n = englishWords();
const STORAGE = {
  type: '',
  title: '',
  status: 503,
  detail: '',
  code: 'storage',
} as const;

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.useRealTimers();
});

it('says that the laptop cannot save until it has saved something', async () => {
  let view = aView();
  const value = {
    session: {
      seat: { code: 'ABCDEF', playerId: 1 },
      api: { changePlayer: () => Promise.reject(new HostError('no', { problem: STORAGE })) },
      store: { getView: () => view },
      knownSeat: createKnownSeat(inMemoryStorage(), 'known'),
    },
    view,
  } as unknown as ContextType<typeof GameContext>;
  const details = (
    <OwnDetails me={aPlayer()} mayRename={false} teams={[aTeam(), aTeam({ team_number: 2 })]} />
  );
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <GameContext value={value}>{details}</GameContext>
      </I18nextProvider>,
    ),
  );
  await act(async () => page.querySelectorAll('button')[1]?.click());
  expect(page.textContent).toContain('The laptop cannot save right now.');
  await act(async () => vi.advanceTimersByTime(30_000));
  expect(page.textContent).toContain('The laptop cannot save right now.');
  view = aView({ seq: 2 });
  await act(async () => vi.advanceTimersByTime(20_000));
  expect(page.textContent).not.toContain('The laptop cannot save');
});
