// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { meaningOf } from '../../shared/meaning.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { ChallengeRow } from './challenge-row.tsx';

const i18n = englishWords();
const ACTIVE = aChallenge({
  status: 'assigned',
  challenge_type: 'push_ups',
  challenge_description: '20 push-ups',
  target_number: 20,
});

let root: Root;
let page: HTMLElement;
let view: Pick<GameView, 'challenges' | 'ended' | 'teams'>;
const drawn = new Set<() => void>();
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.replaceChildren(page);
  root = createRoot(page);
});
afterEach(() => act(async () => root.unmount()));

const known = (challenges: readonly Challenge[], ended: readonly Challenge[]) => {
  view = { challenges, ended, teams: [] };
  return act(async () => {
    for (const hear of drawn) hear();
  });
};
const store = {
  drawn: {
    subscribe(listener: () => void) {
      drawn.add(listener);
      return () => drawn.delete(listener);
    },
    getView: () => view,
  },
};
const desk = { store } as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;
const show = (challenge: Challenge) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <DeskProvider value={desk}>
          <ul>
            <ChallengeRow
              row={{ challenge, gone: true, fresh: false }}
              about="20 push-ups · Farm"
              actions={null}
              isOpen={false}
            />
          </ul>
        </DeskProvider>
      </I18nextProvider>,
    ),
  );
/** Without what isolates its directions. */
const bare = (words = '') => words.replaceAll(/[\u2066-\u2069]/g, '');
const word = () => page.querySelector('li > span')?.textContent;

it('says how a row has ended as soon as that is known, and never its exercise twice', async () => {
  await known([], []);
  await show(ACTIVE);
  expect(word()).toBe('Over');
  await known([], [{ ...ACTIVE, status: 'completed', ended_at: '2026-11-24T20:01:00Z', version: 3 }]);
  expect(word()).toBe('Done');
});

it('says what was given where it waits no more, and how it ended although only the row remembers it', async () => {
  await known([ACTIVE], []);
  await show({ ...ACTIVE, status: 'requested' });
  expect(bare(word())).toBe('Given: 20 push-ups');
  await known([], []);
  await show({ ...ACTIVE, status: 'cancelled', ended_at: '2026-11-24T20:01:00Z' });
  expect(word()).toBe('Cancelled');
});

it('means its player to whoever presses the name, whatever it says about them', async () => {
  const meant = () => {
    const person = page.querySelector('li > button');
    return person === null ? null : meaningOf(person);
  };
  await known([], []);
  await show({ ...ACTIVE, player_id: 7, player_name: 'Leo 1' });
  const before = meant();
  await show({ ...ACTIVE, player_id: 7, player_name: 'Leo', claimed_at: '2026-11-24T20:01:00Z' });
  expect(meant()).toBe(before);
  await show({ ...ACTIVE, player_id: 8, player_name: 'Leo 2' });
  expect(meant()).not.toBe(before);
});
