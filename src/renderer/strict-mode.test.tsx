// @vitest-environment happy-dom
/** While pages are developed, React's StrictMode mounts every component twice: a link that works once has to survive that. */
import { act, type ReactNode, StrictMode, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GameStoreOptions } from '../client/game-store.ts';
import type { GameStore } from '../client/game-view.ts';
import { HostError } from '../client/host-client.ts';
import { inMemoryStorage } from '../client/safe-storage.fake.ts';
import { carrySeatBy } from '../client/seat-carrier.ts';
import { createDeskAccess } from './banker/entry/create-desk-access.ts';
import { DeskEntry } from './banker/entry/desk-entry.tsx';
import { createDeskRights } from './banker/entry/desk-rights.ts';
import { createDeskStorage } from './banker/entry/desk-storage.ts';
import { createHashRouter } from './banker/entry/hash-router.ts';
import { createBoardAccess } from './board/board-access.ts';
import { createBoardRights } from './board/board-rights.ts';
import { Board } from './board/board.tsx';
import { EntryContext } from './player/entry/entry-context.ts';
import { TicketScreen } from './player/entry/ticket-screen.tsx';
import { useGameStore } from './shared/hooks/use-game-store.ts';
import { englishWords } from './shared/locales/english.harness.ts';
import { createSounds } from './shared/sounds.ts';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

/** Shows the page under StrictMode and waits until its first answers are in. */
const show = (children: ReactNode) =>
  act(async () => {
    root.render(
      <StrictMode>
        <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
      </StrictMode>,
    );
  });

/** A host that refuses everything and notes which tickets it was shown. */
function aHost() {
  const redeemed: string[] = [];
  const refuse = () => {
    const problem = { type: 'about:blank', title: '', status: 401, detail: '', code: 'no_right' } as const;
    return Promise.reject(new HostError('', { problem, unknownOutcome: false }));
  };
  const redeemTicket = (ticket: string) => {
    redeemed.push(ticket);
    return refuse();
  };
  return {
    api: { redeemTicket, me: refuse, heldSeats: refuse, games: refuse, join: refuse, recover: refuse },
    redeemed,
    refuse,
  };
}

it('redeems the link of the desk once', async () => {
  const { api, redeemed } = aHost();
  location.hash = '#ticket=once';
  const storage = createDeskStorage(inMemoryStorage());
  const router = createHashRouter(window);
  const access = createDeskAccess({
    rights: createDeskRights(inMemoryStorage()),
    apiFor: () => api,
    router,
    storage,
  });
  const sounds = createSounds({ makeContext: () => new AudioContext(), storage: inMemoryStorage() });
  await show(<DeskEntry access={access} storage={storage} sounds={sounds} router={router} />);
  expect(page.textContent).toContain('This link has been used');
  expect(redeemed).toEqual(['once']);
});

it('redeems the link of the board once', async () => {
  const { api, redeemed } = aHost();
  const rights = createBoardRights(inMemoryStorage());
  const access = createBoardAccess({
    rights,
    apiFor: () => api,
    location: { hash: '#ticket=once', pathname: '/board/', search: '' },
    history,
  });
  await show(<Board access={access} rights={rights} carrySeat={carrySeatBy(() => undefined)} />);
  expect(page.textContent).toContain('This link no longer opens the board');
  expect(redeemed).toEqual(['once']);
});

it('redeems the link that moves a seat to a phone once', async () => {
  const { api, redeemed, refuse } = aHost();
  const nothing = () => undefined;
  await show(
    <EntryContext
      value={{
        api,
        join: refuse,
        recover: refuse,
        seats: [],
        store: { all: () => [] },
        enter: nothing,
        goTo: nothing,
      }}
    >
      <TicketScreen ticket="once" onGiveUp={nothing} />
    </EntryContext>,
  );
  expect(page.textContent).toContain('This link does not work any more');
  expect(redeemed).toEqual(['once']);
});

it('leaves one store of a game open: the one that is shown', async () => {
  const open = new Set<object>();
  const create = (_options: GameStoreOptions) => {
    const store = { close: () => open.delete(store) };
    open.add(store);
    return store as Partial<GameStore> as GameStore;
  };
  const shown: (object | null)[] = [];
  function Game() {
    const store = useGameStore('ABC234', 1, { create });
    useEffect(() => void shown.push(store), [store]);
    return null;
  }
  await show(<Game />);
  expect(open.size).toBe(1);
  expect(open.has(shown.at(-1) ?? {})).toBe(true);
  await show(null);
  expect(open.size).toBe(0);
});
