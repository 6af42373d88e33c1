// @vitest-environment happy-dom
import { act, type ContextType } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { meaningOf } from '../../shared/meaning.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { GameContext } from '../game/game-context.ts';
import { ChallengeTabs } from './challenge-tabs.tsx';

it('a tab means its challenge, whatever becomes of that, and no two mean the same', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const i18n = englishWords();
  const page = document.createElement('div');
  document.body.append(page);
  const root = createRoot(page);
  const value = {
    session: { store: { playNow: () => 0 } },
    focus: () => undefined,
    ask: () => undefined,
  } as unknown as ContextType<typeof GameContext>;
  const meanings = async (status: 'requested' | 'assigned') => {
    const mine = [11, 12].map((id) => aChallenge({ id, status }));
    await act(async () =>
      root.render(
        <I18nextProvider i18n={i18n}>
          <GameContext value={value}>
            <ChallengeTabs mine={mine} shown={11} mayAsk={false} />
          </GameContext>
        </I18nextProvider>,
      ),
    );
    return [...page.querySelectorAll('button')].map(meaningOf);
  };
  const asked = await meanings('requested');
  expect(new Set(asked).size).toBe(2);
  expect(await meanings('assigned')).toEqual(asked);
  await act(async () => root.unmount());
});
