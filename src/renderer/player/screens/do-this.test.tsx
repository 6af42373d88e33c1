// @vitest-environment happy-dom
import { act, type ContextType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { aView } from '../game-view.fixtures.ts';
import type { CommandSenderState } from '../game/command-sender.ts';
import { GameContext } from '../game/game-context.ts';
import { loadEqualOffers, loadYourWay } from '../hooks/use-later-part.ts';
import { DoThis } from './do-this.tsx';

const i18n = englishWords();
const SQUATS = aChallenge({
  status: 'assigned',
  challenge_type: 'squats',
  challenge_description: '20 squats',
  target_number: 20,
});
const view = aView();

let root: Root;
let page: HTMLElement;
let sent: CommandSenderState;
const listeners = new Set<() => void>();

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  sent = { sending: null, refusal: null };
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

const show = (challenge: typeof SQUATS) => {
  const { game } = view;
  if (game === null) throw new Error('There is no game.');
  const value = {
    session: {
      seat: { code: game.game_code },
      api: { offers: () => Promise.resolve({ items: [] }) },
      store: { playNow: () => 0, hostNow: () => 0 },
      reversals: { of: () => null },
      localActions: { isUndoable: () => false, subscribe: () => () => undefined },
      sender: {
        subscribe: (listener: () => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        getState: () => sent,
      },
    },
    view,
  } as unknown as ContextType<typeof GameContext>;
  return act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <GameContext value={value}>
          <DoThis
            name="do_this"
            challenge={challenge}
            game={game}
            me={aPlayer()}
            team={aTeam()}
            mine={[challenge]}
            mayAsk={false}
          />
        </GameContext>
      </I18nextProvider>,
    ),
  );
};
const buttons = () => [...page.querySelectorAll('button')].map(({ textContent }) => textContent);
const press = (words: string) =>
  act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === words)?.click());
const openOffers = async () => {
  await show(SQUATS);
  // The page asks for its later parts as it appears.
  await act(() => Promise.all([loadYourWay(i18n), loadEqualOffers(i18n)]));
  await press("I can't do this");
  expect(buttons()).toContain('Give this one up');
};

it('asks for nothing else any longer once another exercise has come in the place of this one', async () => {
  await openOffers();
  await show({ ...SQUATS, version: 3, deadline_play_ms: 900_000 });
  expect(buttons()).toContain('Give this one up');
  await show({
    ...SQUATS,
    version: 4,
    challenge_type: 'plank',
    challenge_description: 'Plank',
    target_number: 45,
  });
  expect(buttons()).toContain("I can't do this");
  expect(buttons()).not.toContain('Give this one up');
});

it('says why giving up was refused, and offers nothing else any longer', async () => {
  await openOffers();
  const command = { kind: 'cancel', challengeId: SQUATS.id, meant: {} } as const;
  await act(async () => {
    sent = {
      sending: null,
      refusal: { command, code: 'challenge_status', holder: null, retryAfterMs: null },
    };
    for (const hear of listeners) hear();
  });
  expect(page.textContent).toContain('Somebody got there first, so nothing was changed.');
  expect(buttons()).not.toContain('Give this one up');
  // What was refused earlier is no reason.
  await press("I can't do this");
  expect(buttons()).toContain('Give this one up');
});
