// @vitest-environment happy-dom
/** Games that cannot be opened are wiped as such alone. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NotOpenedGame } from '../../../protocol/rest-schemas.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { NotOpenedGames } from './not-opened-games.tsx';

const DAMAGED: NotOpenedGame = { game_code: 'ABC234', reason: 'damaged', may_be_wiped: true };
const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let called: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  called = [];
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

const api = { wipeGame: async (...call: unknown[]) => void called.push(call) };
const show = (games: readonly NotOpenedGame[]) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <NotOpenedGames {...{ api, games }} />
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
const dialog = () => document.querySelector('[role="dialog"]');
const press = (name: string, place: ParentNode = document) =>
  act(async () =>
    [...place.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)?.click(),
  );

it('says so in the open dialog where the game can be opened by now, and only closes', async () => {
  await show([DAMAGED]);
  await press('Wipe this game…');
  expect(dialog()?.querySelector('input')).not.toBeNull();
  await show([]);
  expect(dialog()?.textContent).toContain('This game has changed in the meantime, so it was not wiped');
  expect(dialog()?.querySelector('input')).toBeNull();
  await press('Close', dialog() ?? page);
  expect([dialog(), called]).toEqual([null, []]);
});
