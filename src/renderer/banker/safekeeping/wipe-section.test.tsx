// @vitest-environment happy-dom
/** A game is wiped as what it was when that was asked for: what another desk does meanwhile goes before. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { WipeSection } from './wipe-section.tsx';

const CODE = 'ABC234';
const ENDED_AT = '2026-11-24T21:00:00Z';
const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let called: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // It asks the host what it is, which never answers here.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  called = [];
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

async function show(status: Game['status'], ended_at: string | null = null): Promise<void> {
  const view = { game: { status, name: 'Night', ended_at } };
  const desk = {
    api: { wipeGame: async (...call: unknown[]) => void called.push(call) },
    gameCode: CODE,
    store: { getView: () => view, drawn: { subscribe: () => () => undefined, getView: () => view } },
  } as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <WipeSection />
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
}
const dialog = () => document.querySelector('[role="dialog"]');
const buttons = () =>
  [...(dialog()?.querySelectorAll('[data-answers] button') ?? [])].map(({ textContent }) => textContent);
const press = (name: string) =>
  act(async () =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)?.click(),
  );

async function typeCode(): Promise<void> {
  const field = dialog()?.querySelector('input');
  await act(async () => {
    if (!field) throw new Error('there is no field');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, CODE);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

it.each([
  ['completed', ENDED_AT, { expected_ended_at: ENDED_AT }],
  ['waiting', null, {}],
] as const)('says with the wipe that the game was %s', async (status, endedAt, end) => {
  await show(status, endedAt);
  await press('Wipe this game…');
  await typeCode();
  await press('Wipe for good');
  expect(called).toEqual([[CODE, { expected_status: status, ...end }]]);
});

it.each([
  ['completed', 'in_progress', 'The game is running now'],
  ['completed', 'paused', 'The game is running now'],
  ['waiting', 'in_progress', 'The game is running now'],
  ['waiting', 'completed', 'This game has changed in the meantime'],
] as const)(
  'says so in the open dialog where a %s game is %s by now, and only closes',
  async (was, is, said) => {
    await show(was);
    await press('Wipe this game…');
    await typeCode();
    expect(buttons()).toContain('Wipe for good');
    await show(is);
    expect(dialog()?.querySelector('[role="alert"]')?.textContent).toContain(said);
    expect(buttons()).toEqual(['Close']);
    await press('Close');
    expect([dialog(), called]).toEqual([null, []]);
  },
);

it('says so, too, where the game has been reopened and has ended again', async () => {
  await show('completed', ENDED_AT);
  await press('Wipe this game…');
  await show('completed', '2026-11-24T21:30:00Z');
  expect(dialog()?.querySelector('[role="alert"]')?.textContent).toContain('This game has changed');
  expect(buttons()).toEqual(['Close']);
});
