// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { RecentHistoryProvider } from '../activity-feed/recent-history.tsx';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider, useRun } from '../desk/notices.tsx';
import { useHeldRoster } from './use-held-roster.ts';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let view: Pick<GameView, 'players' | 'teams' | 'snapshots'>;
let answerHistory: (answer: object) => void;
const drawn = new Set<() => void>();
const store = {
  drawn: {
    subscribe(listener: () => void) {
      drawn.add(listener);
      return () => drawn.delete(listener);
    },
    getView: () => view,
  },
};
const api = {
  history: () =>
    new Promise((resolve) => {
      answerHistory = resolve;
    }),
};
const desk = { store, api } as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;

function Rows() {
  const { watch, holdHandlers, players, changes } = useHeldRoster();
  const run = useRun();
  return (
    <div ref={watch} {...holdHandlers} data-changes={changes} id="area">
      <button type="button" id="own" onClick={() => void run(async () => ({}))}>
        Remove
      </button>
      <button type="button" id="exercise" onClick={() => void run(async () => aChallenge())}>
        Undo
      </button>
      <button
        type="button"
        id="several"
        onClick={() => void run(async () => ({ done: [aChallenge()], skipped: [] }))}
      >
        Confirm all
      </button>
      {players.map(({ player_id, player_name }) => (
        <p key={player_id} data-line>
          {player_name}
        </p>
      ))}
    </div>
  );
}

const anna = () => aPlayer({ player_id: 1, player_name: 'Anna' });
const show = (everybody: GameView['players']) => {
  view = { teams: [aTeam()], players: everybody, snapshots: 1 };
  return act(async () => {
    for (const hear of drawn) hear();
  });
};
const players = (...names: readonly string[]) =>
  show(names.map((player_name, index) => aPlayer({ player_id: index + 1, player_name })));
const shown = () => [...page.querySelectorAll('p')].map(({ textContent }) => textContent).join(' ');
const changes = () => page.querySelector<HTMLElement>('#area')?.dataset['changes'];
const press = (selector: string) => act(async () => page.querySelector<HTMLElement>(selector)?.click());
const over = (selector: string) =>
  act(
    async () =>
      void page.querySelector(selector)?.dispatchEvent(new MouseEvent('pointerover', { bubbles: true })),
  );

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.replaceChildren(page);
  root = createRoot(page);
  await players('Anna', 'Ben');
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <RecentHistoryProvider>
              <Rows />
            </RecentHistoryProvider>
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

it('keeps everybody in their places under a mouse that rests on a row, and counts what waits', async () => {
  await over('p');
  await players('Abel', 'Ben', 'Clara');
  expect([shown(), changes()]).toEqual(['Anna Ben', '2']);
  await over('#area');
  expect([shown(), changes()]).toEqual(['Abel Ben Clara', '0']);
});

it.each([
  ['goes to another team', { team_number: 2 }],
  ['is removed', { removed: true }],
  ['is to be approved first', { approved: false }],
  ['is merged with another', { merged_into: 2 }],
])(
  'leaves everybody where they are as somebody %s under the mouse, and says that there is a change',
  async (_, change) => {
    await over('p');
    await show([{ ...anna(), ...change }, ...view.players.slice(1)]);
    expect([shown(), changes()]).toEqual(['Anna Ben', '1']);
  },
);

it('shows at once what the banker does there, and is held again a moment later', async () => {
  await over('p');
  await press('#own');
  await players('Anna');
  expect([shown(), changes()]).toEqual(['Anna', '0']);
  await act(async () => vi.runAllTimers());
  await players('Anna', 'Ben');
  expect([shown(), changes()]).toEqual(['Anna', '1']);
});

it('is not let go by what the desk only reads, as it does when it is opened or connected anew', async () => {
  await over('p');
  await act(async () => answerHistory({ items: [], next: null }));
  await players('Ben');
  expect([shown(), changes()]).toEqual(['Anna Ben', '2']);
});

it.each(['#exercise', '#several'])(
  'is not let go by what the banker does with exercises: %s',
  async (button) => {
    await over('p');
    await press(button);
    await players('Ben');
    expect([shown(), changes()]).toEqual(['Anna Ben', '2']);
  },
);
