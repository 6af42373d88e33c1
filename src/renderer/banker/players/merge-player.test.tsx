// @vitest-environment happy-dom
/** A merge is for the two names that were asked about: a question whose players have other names meanwhile goes away. */
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticePlace, NoticesProvider } from '../desk/notices.tsx';
import { ConfirmMerge } from './merge-player.tsx';

const i18n = englishWords();
const NEWCOMER = aPlayer({ player_id: 8, player_name: 'Anna 2' });
const ANNA = aPlayer({ player_id: 7, player_name: 'Anna' });
let root: Root;
let page: HTMLElement;
let asked: unknown[];

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

const desk = {
  api: { mergePlayer: async (...call: unknown[]) => void asked.push(call) },
  gameCode: 'ABC234',
  selectedPlayerId: null,
} as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;

function Asked({ newcomer, old }: { readonly newcomer: typeof ANNA; readonly old: typeof ANNA }) {
  const [isOpen, setOpen] = useState(true);
  return <ConfirmMerge newcomer={newcomer} old={old} open={isOpen} onOpenChange={setOpen} />;
}
const show = (newcomer = NEWCOMER, old = ANNA) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <Asked newcomer={newcomer} old={old} />
            <NoticePlace />
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
const question = () => document.querySelector('[role="dialog"], [role="alertdialog"]');
const press = () => act(async () => [...(question()?.querySelectorAll('button') ?? [])].at(-1)?.click());

it('sends the names that were asked about, whatever else has changed of the two', async () => {
  await show();
  await show({ ...NEWCOMER, blocked: true }, { ...ANNA, team_number: 2 });
  await press();
  expect(asked).toEqual([['ABC234', 8, { into: 7, expected_name: 'Anna 2', expected_into_name: 'Anna' }]]);
});

it.each([
  ['the old seat', NEWCOMER, { ...ANNA, player_name: 'Hannah Klein' }],
  ['the newcomer', { ...NEWCOMER, player_name: 'Ben' }, ANNA],
  ['the old seat by another one', NEWCOMER, aPlayer({ player_id: 9, player_name: 'Anna' })],
])('goes away and says so once there is another name: %s', async (_what, newcomer, old) => {
  await show();
  expect(question()).not.toBeNull();
  await show(newcomer, old);
  expect(question()).toBeNull();
  expect(page.querySelector('output')?.textContent).toContain('The name has changed in the meantime');
  await show();
  expect([question(), asked]).toEqual([null, []]);
});
