// @vitest-environment happy-dom
/** What is ticked stays ticked from the press on, whatever comes first: its answer, or the news of it. */
import { act, type ContextType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HostError } from '../../../client/host-error.ts';
import type { Need } from '../../../game/enums.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { aView } from '../game-view.fixtures.ts';
import { GameContext } from '../game/game-context.ts';
import { OwnNeeds } from './own-needs.tsx';

interface Asked {
  readonly body: object;
  readonly answer: () => void;
  readonly refuse: () => void;
}

const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let asked: Asked[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  asked = [];
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

/** The phone has heard that these are the player's needs. */
const hear = (needs: Need[]) => {
  const changePlayer = (_code: string, _id: number, body: object) =>
    new Promise<void>((resolve, reject) => {
      asked.push({ body, answer: resolve, refuse: () => reject(new HostError('No answer')) });
    });
  const value = {
    session: { seat: { code: 'ABC234' }, api: { changePlayer } },
    view: { ...aView(), me: aPlayer({ needs }) },
  } as unknown as ContextType<typeof GameContext>;
  return act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <GameContext value={value}>
          <OwnNeeds />
        </GameContext>
      </I18nextProvider>,
    ),
  );
};
const boxes = () => [...page.querySelectorAll('input')];
const press = (index: number) => act(async () => boxes()[index]?.click());
const shown = () => boxes().map(({ checked }) => checked);
const only = (...indices: readonly number[]) => boxes().map((_, index) => indices.includes(index));

it('stays ticked when the answer comes before the news, and after both', async () => {
  await hear([]);
  await press(0);
  expect(shown()).toEqual(only(0));
  await act(async () => asked[0]?.answer());
  expect(shown()).toEqual(only(0));
  await hear(['seated']);
  expect(shown()).toEqual(only(0));
  // From then on it is as the host has it, which is what the banker unticks.
  await hear([]);
  expect(shown()).toEqual(only());
});

it('two quick ticks are both there while the news of the first alone has come', async () => {
  await hear([]);
  await press(0);
  await press(1);
  await hear(['seated']);
  expect(shown()).toEqual(only(0, 1));
  expect(asked[1]?.body).toMatchObject({ expected_needs: ['seated'] });
});

it('unticked again at once, shows no tick when the news of the first press comes', async () => {
  await hear([]);
  await press(0);
  await press(0);
  await act(async () => asked[0]?.answer());
  await hear(['seated']);
  expect(shown()).toEqual(only());
  await act(async () => asked[1]?.answer());
  await hear([]);
  expect(shown()).toEqual(only());
  // The news of two presses may come as one, and then changes nothing.
  await press(0);
  await press(0);
  await act(async () => asked[2]?.answer());
  await act(async () => asked[3]?.answer());
  await hear([]);
  expect(shown()).toEqual(only());
});

it('goes back where it was not saved, and leaves the other one', async () => {
  await hear([]);
  await press(0);
  await press(1);
  await act(async () => asked[0]?.refuse());
  expect(shown()).toEqual(only(1));
  expect(page.textContent).toContain(i18n.t('needs:failed'));
});
