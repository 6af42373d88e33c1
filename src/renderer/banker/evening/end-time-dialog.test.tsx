// @vitest-environment happy-dom
/** What the dialog plans is what its button says: minutes from now, a time of day, or what is planned, unless that has passed. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { OwnActsProvider } from '../own-acts/own-acts-context.tsx';
import { EndTimeDialog } from './end-time-dialog.tsx';

const at = (hours: number, minutes: number, day = 24) => new Date(2026, 10, day, hours, minutes).getTime();
const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let changes: { readonly end_time?: number | null; readonly ends_by_itself?: boolean }[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  changes = [];
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

async function open({ now, endTime }: { now: number; endTime: number | null }): Promise<void> {
  const view = { seq: 7, game: { status: 'in_progress', end_time: endTime, ends_by_itself: false } };
  const desk = {
    api: {
      changeGame: async (_code: string, body: (typeof changes)[number]) => {
        changes.push(body);
        return { seq: 8 };
      },
    },
    gameCode: 'ABC234',
    store: {
      hostNow: () => now,
      subscribe: () => () => undefined,
      onEvent: () => () => undefined,
      getView: () => view,
      drawn: { subscribe: () => () => undefined, getView: () => view },
    },
  } as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <OwnActsProvider>
              <EndTimeDialog open onOpenChange={() => undefined} />
            </OwnActsProvider>
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    ),
  );
}

const submit = () => {
  const button = document.querySelector<HTMLButtonElement>('button[type="submit"]');
  if (button === null) throw new Error('the dialog has no main button');
  return button;
};
const press = (element: HTMLElement | undefined) => act(async () => element?.click());
const minutes = (number: number) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === `${number} min`);

it('plans so many minutes from now, to the minute', async () => {
  await open({ now: at(22, 50), endTime: null });
  await press(minutes(45));
  expect(submit().textContent).toContain('Ends at 11:35 PM');
  await press(submit());
  expect(changes).toEqual([expect.objectContaining({ end_time: at(23, 35) })]);
});

it('says that it is tomorrow', async () => {
  await open({ now: at(22, 50), endTime: null });
  await press(minutes(90));
  expect(submit().textContent).toContain('Ends tomorrow at 12:20 AM');
  await press(submit());
  expect(changes).toEqual([expect.objectContaining({ end_time: at(0, 20, 25) })]);
});

it('plans nothing for tomorrow in the place of an end that has passed', async () => {
  await open({ now: at(21, 35), endTime: at(21, 30) });
  expect(document.querySelector('output')?.textContent).toContain('That has passed. Choose a later time.');
  await press(document.querySelector<HTMLElement>('input[type="checkbox"]') ?? undefined);
  expect(submit().disabled).toBe(true);
  await press(submit());
  expect(changes).toEqual([]);
  await press(minutes(10));
  expect(submit().disabled).toBe(false);
  expect(document.querySelector('output')?.textContent).toBe('');
  expect(submit().textContent).toContain('Ends at 9:45 PM');
});
