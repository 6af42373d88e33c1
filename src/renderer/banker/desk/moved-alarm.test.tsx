// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider, type DeskContextValue } from './desk-context.ts';
import { MovedAlarm } from './moved-alarm.tsx';

const i18n = englishWords();

let root: Root;
let page: HTMLElement;
let played: string[];
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  played = [];
});
afterEach(() => act(async () => root.unmount()));

const infoWith = (to: string | null) =>
  ({
    join_urls: [`http://${to ?? '10.0.0.2'}:4747`],
    warnings:
      to === null
        ? []
        : [{ code: 'address_changed', params: { from: '10.0.0.2', to }, detail: '', about_games: false }],
  }) as Partial<HostInfo> as HostInfo;
const desk = {
  gameCode: 'ABC234',
  sounds: { play: (tone: string) => void played.push(tone) },
} as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;
const show = (info: HostInfo | null) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <DeskProvider value={desk}>
          <MovedAlarm info={info} />
        </DeskProvider>
      </I18nextProvider>,
    ),
  );
const text = () => page.querySelector('[role="alert"]')?.textContent ?? '';

it('sounds once when the laptop’s address has changed, and says what to do until it is read', async () => {
  await show(null);
  await show(infoWith(null));
  expect([text(), played]).toEqual(['', []]);
  await show(infoWith('10.0.0.9'));
  await show(infoWith('10.0.0.9'));
  expect(text()).toContain('10.0.0.9');
  expect(text()).toContain('scan the code again');
  expect(played).toEqual(['alarm']);
  const [, ok] = page.querySelectorAll('button');
  await act(async () => ok?.click());
  expect(text()).toBe('');
  // Another change is another alarm.
  await show(infoWith('10.0.0.30'));
  expect(text()).toContain('10.0.0.30');
  expect(played).toEqual(['alarm', 'alarm']);
});
