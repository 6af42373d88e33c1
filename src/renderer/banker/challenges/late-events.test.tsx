// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { LiveRegions } from '../../shared/components/live-regions.tsx';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aChallenge, aGame } from '../../shared/shapes.fixtures.ts';
import { DeskProvider, useGame, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticePlace, NoticesProvider } from '../desk/notices.tsx';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { AWAITED_MS } from '../model/own-answers.ts';
import { OwnActsProvider } from '../own-acts/own-acts-context.tsx';
import { UndoButtons } from '../own-acts/undo-buttons.tsx';
import { useChallengeActions } from './use-challenge-actions.ts';
import { useGiveSeveral } from './use-give-several.ts';

const i18n = englishWords();
const EXERCISE: ExerciseOption = {
  type: 'push_ups',
  name: null,
  target: 20,
  unit: 'repetitions',
  durationSeconds: null,
  used: true,
};

let root: Root;
let page: HTMLElement;
let view: GameView;
/** As the host has them, while the page may not have heard of it. */
let held: Map<number, Challenge>;
let calls: string[];
const listeners = new Set<() => void>();

/** A step that the host refuses unless the challenge is in one of these states. */
const step =
  (name: string, from: readonly Challenge['status'][], change: Partial<Challenge>) =>
  async (_code: string, id: number): Promise<Challenge> => {
    calls.push(`${name} ${id}`);
    const now = held.get(id);
    if (now === undefined) throw new Error('There is no such challenge.');
    if (!from.includes(now.status))
      throw new HostError('', {
        problem: {
          type: 'about:blank',
          title: '',
          status: 409,
          detail: '',
          code: 'challenge_status',
          challenge: now,
        },
      });
    const done = { ...now, ...change, version: now.version + 1 };
    held.set(id, done);
    return done;
  };
const assign = step('give', ['requested'], { status: 'assigned', deadline_play_ms: 60_000 });
const api = {
  assign,
  cancel: step('cancel', ['requested', 'assigned'], { status: 'cancelled' }),
  complete: step('complete', ['assigned'], { status: 'completed' }),
  reject: step('not yet', ['assigned'], { claimed_at: null }),
  changeChallenge: step('change', ['assigned'], {}),
  undoOrRedo: step('undo', ['assigned', 'completed', 'cancelled'], { status: 'requested' }),
  undoOrRedoSeveral: async (
    _code: string,
    _way: string,
    { items }: { items: { challenge_id: number }[] },
  ) => {
    for (const { challenge_id: id } of items) calls.push(`undo several ${id}`);
    return { done: [], skipped: [] };
  },
  assignSeveral: async (code: string, { items }: { items: { challenge_ids: number[] }[] }) => ({
    done: await Promise.all(items.flatMap(({ challenge_ids: ids }) => ids).map((id) => assign(code, id))),
    skipped: [],
  }),
};
const getView = () => view;
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const store = {
  getView,
  subscribe,
  drawn: { getView, subscribe },
  onEvent: () => () => {},
  hostNow: () => 0,
};
const desk = { store, api, gameCode: 'ABC234', seat: 0 } as Partial<
  Record<keyof DeskContextValue, unknown>
> as DeskContextValue;

function Rows() {
  const challenges = useGame((now) => now.challenges);
  const actions = useChallengeActions();
  const giveSeveral = useGiveSeveral();
  const ways = (challenge: Challenge) => ({
    give: () => actions.give(challenge, EXERCISE),
    cancel: () => actions.cancel(challenge),
    complete: () => actions.complete(challenge),
    'not yet': () => actions.notYet(challenge),
    change: () => actions.change(challenge, EXERCISE),
    extend: () => actions.extend(challenge, 1),
    'give several': () => void giveSeveral([{ challenge, exercise: EXERCISE }]),
  });
  return challenges.map((challenge) =>
    Object.entries(ways(challenge)).map(([name, press]) => (
      <button
        type="button"
        key={`${name} ${challenge.id}`}
        data-way={`${name} ${challenge.id}`}
        onClick={press}
      >
        {name}
      </button>
    )),
  );
}

const press = (way: string) =>
  act(async () => page.querySelector<HTMLElement>(`[data-way="${way}"]`)?.click());
/** What the host has told by now reaches the page. */
const hearEvents = () =>
  act(async () => {
    view = { ...view, challenges: [...held.values()] };
    for (const hear of listeners) hear();
  });
const undo = () => page.querySelector<HTMLElement>('[data-part="own-acts"] button');
const notice = () => page.querySelector('[data-part="notice"]')?.textContent ?? '';

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers({ toFake: ['performance'] });
  sessionStorage.clear();
  calls = [];
  const waiting = [aChallenge({ id: 1, player_name: 'Aisha' }), aChallenge({ id: 2, player_name: 'Bram' })];
  held = new Map(waiting.map((each) => [each.id, each]));
  view = {
    connection: 'live',
    loaded: true,
    epoch: 'one',
    game: aGame({ status: 'in_progress' }),
    challenges: [...held.values()],
    ended: [],
    teams: [],
    players: [],
  } as Partial<GameView> as GameView;
  page = document.createElement('div');
  document.body.replaceChildren(page);
  root = createRoot(page);
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <LiveRegions>
          <NoticesProvider>
            <DeskProvider value={desk}>
              <OwnActsProvider>
                <Rows />
                <UndoButtons />
                <NoticePlace />
              </OwnActsProvider>
            </DeskProvider>
          </NoticesProvider>
        </LiveRegions>
      </I18nextProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});
/** Both are active, and the page has seen it. */
const activate = async () => {
  for (const [id, each] of held) held.set(id, { ...each, status: 'assigned' });
  await hearEvents();
};

it.each(['give', 'cancel', 'give several', 'complete', 'not yet', 'change', 'extend'])(
  'takes "%s" once where it is pressed again after the answer, before its event, and Undo takes back that one',
  async (way) => {
    if (!['give', 'cancel', 'give several'].includes(way)) await activate();
    await press(`${way} 1`);
    await hearEvents();
    await press(`${way} 2`);
    const sent = [...calls];
    expect(sent).toHaveLength(2);
    await press(`${way} 2`);
    await press('cancel 2');
    expect(calls).toEqual(sent);
    expect(notice()).toBe('');
    expect(undo()?.textContent).toContain(way === 'give several' ? 'Undo' : 'Bram');
    await act(async () => undo()?.click());
    expect(calls.at(-1)).toBe(way === 'give several' ? 'undo several 2' : 'undo 2');
  },
);

it('takes a press on the row again once its event has come', async () => {
  await press('give 2');
  await press('complete 2');
  expect(calls).toEqual(['give 2']);
  await hearEvents();
  await press('complete 2');
  expect(calls).toEqual(['give 2', 'complete 2']);
});

it.each(['give', 'cancel'])(
  'says nothing where "%s" is refused for its own sake, however late its event comes, and Undo still takes it back',
  async (way) => {
    await press(`${way} 1`);
    await hearEvents();
    await press(`${way} 2`);
    vi.advanceTimersByTime(AWAITED_MS);
    await press(`${way} 2`);
    expect(calls).toEqual([`${way} 1`, `${way} 2`, `${way} 2`]);
    expect(notice()).toBe('');
    expect(undo()?.textContent).toContain('Bram');
    await act(async () => undo()?.click());
    expect(calls.at(-1)).toBe('undo 2');
  },
);

it('says so where somebody else got there first', async () => {
  const bram = held.get(2);
  if (bram !== undefined) held.set(2, { ...bram, status: 'cancelled', version: 2 });
  await press('give 2');
  expect(notice()).toContain('Somebody got there first');
});
