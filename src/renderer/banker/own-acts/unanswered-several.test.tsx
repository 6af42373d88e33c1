// @vitest-environment happy-dom
import { act, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { OwnActsProvider, useOwnActs, useRemember } from './own-acts-context.tsx';
import { removalSince, type OwnActs, type Unsure } from './own-acts.ts';
import { useActWords } from './use-act-words.ts';

const i18n = englishWords();
const view = { loaded: true, epoch: 'one', players: [] };
const store = { getView: () => view, subscribe: () => () => {}, onEvent: () => () => {} };
const desk = {
  store,
  gameCode: 'ABC234',
  seat: 0,
  api: {},
} as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;

interface Hooks {
  readonly remember: ReturnType<typeof useRemember>;
  readonly wordsOf: ReturnType<typeof useActWords>;
  readonly ownActs: OwnActs;
}

let root: Root;
let hooks: Hooks | undefined;
const used = (): Hooks => {
  if (hooks === undefined) throw new Error('Nothing was drawn.');
  return hooks;
};

function Probe({ onDrawn }: { readonly onDrawn: (drawn: Hooks) => void }) {
  const drawn = { remember: useRemember(), wordsOf: useActWords(), ownActs: useOwnActs() };
  useEffect(() => onDrawn(drawn));
  return null;
}

const lost = () => Promise.reject(new HostError('lost', { unknownOutcome: true }));
const press = (what: Unsure, asAnswered: Unsure | null) =>
  act(async () => {
    if (asAnswered === null) await used().remember(what, lost);
    else await used().remember(what, async () => 'done', { asAnswered: () => asAnswered });
  });
const offered = () =>
  used()
    .ownActs.get()
    .done.map((each) => used().wordsOf(each).full);

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  sessionStorage.clear();
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <OwnActsProvider>
              <Probe onDrawn={(drawn) => void (hooks = drawn)} />
            </OwnActsProvider>
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
});

afterEach(() => act(async () => root.unmount()));

it('a list of players without an answer has no number, and its own once there is one', async () => {
  const what = { kind: 'add_several', id: 0, version: 0, players: [] } as const;
  await press(what, null);
  expect(offered()).toEqual(['list of players (no answer yet)']);
  await press(what, { ...what, id: 7, players: [7, 8] });
  expect(offered()).toEqual(['2 players added']);
});

it('a removal of several without an answer has no number, and its own once there is one', async () => {
  const what = removalSince(1_000);
  await press(what, null);
  await press(removalSince(1_000), null);
  expect(offered()).toEqual(['players removed (no answer yet)']);
  await press(what, { ...what, version: 5_000, count: 3 });
  expect(offered()).toEqual(['3 players removed']);
});

it('the same move of several is one act, whenever it is tried again after a lost answer', async () => {
  const moves = [
    { id: 1, from: 1, to: 2 },
    { id: 2, from: null, to: 2 },
  ];
  const moveAt = (id: number) => ({ kind: 'move_several', id, version: 0, moves }) as const;
  await press(moveAt(1_000), null);
  expect(offered()).toEqual(['2 players moved']);
  await press(moveAt(2_000), moveAt(2_000));
  expect(offered()).toEqual(['2 players moved']);
});
