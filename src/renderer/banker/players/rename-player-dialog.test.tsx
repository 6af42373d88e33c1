// @vitest-environment happy-dom
/** A player's name is changed from the row: typed, checked and sent, and never lost on the way. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HostError } from '../../../client/host-error.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { RenamePlayerDialog } from './rename-player-dialog.tsx';

const i18n = englishWords();
const ANNA = { player_id: 7, player_name: 'Anna' } as Partial<Player> as Player;
let root: Root;
let page: HTMLElement;
let isClosed: boolean;
let asked: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  isClosed = false;
  asked = [];
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

async function show(answer: () => Promise<Player>): Promise<void> {
  const changePlayer = (...call: unknown[]) => {
    asked.push(call);
    return answer();
  };
  const desk = { api: { changePlayer }, gameCode: 'ABC234' } as Partial<
    Record<keyof DeskContextValue, unknown>
  > as DeskContextValue;
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <RenamePlayerDialog
              player={ANNA}
              onClose={() => {
                isClosed = true;
              }}
            />
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
}

const field = () => document.querySelector('input') ?? expect.fail('no field');
const save = () =>
  document.querySelector<HTMLButtonElement>('button[type="submit"]') ?? expect.fail('no button');
const type = (text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = () => act(async () => field().form?.requestSubmit());

it('starts from the name as it is, sends the new one and closes', async () => {
  await show(() => Promise.resolve(ANNA));
  expect(document.body.textContent).toMatch(/Rename \u2068?Anna/);
  expect(field().value).toBe('Anna');
  await type(' Anna-Lena ');
  await submit();
  expect(asked).toEqual([['ABC234', 7, { player_name: 'Anna-Lena', expected_name: 'Anna' }]]);
  expect(isClosed).toBe(true);
});

it('sends nothing if the name is left as it is', async () => {
  await show(() => Promise.resolve(ANNA));
  await submit();
  expect([asked, isClosed]).toEqual([[], true]);
});

it('says that a name is too long, cuts nothing and sends nothing', async () => {
  await show(() => Promise.resolve(ANNA));
  await type('Leopoldina-Sophia of the hills');
  expect(document.body.textContent).toContain('Too long by 10. Shorten it.');
  expect([field().value, save().disabled]).toEqual(['Leopoldina-Sophia of the hills', true]);
  await submit();
  expect([asked, isClosed]).toEqual([[], false]);
});

it('stays open with what was typed if the host did not take it', async () => {
  await show(() => Promise.reject(new HostError('no answer')));
  await type('Lena');
  await submit();
  expect([asked.length, isClosed, field().value]).toEqual([1, false, 'Lena']);
});
