// @vitest-environment happy-dom
/** What others have just changed takes no press, whatever kind of control it is, and keeps the focus. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Emitter } from '../../../client/emitter.ts';
import { LiveRegions } from '../../shared/components/live-regions.tsx';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { onRefusedPress } from '../../shared/refused-press.ts';
import { refuseTurned } from '../desk/refuse-turned.ts';
import { OthersChangesContext } from '../hooks/use-changed-by-others.ts';
import type { OthersChanges } from '../model/others-changes.ts';
import { NumberStepper } from '../setup/number-stepper.tsx';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Checkbox, SelectField } from './fields.tsx';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let did: unknown[];
let said: string[];
let stops: (() => void)[];
let isFresh: boolean;
const changes = new Emitter<void>((error) => {
  throw error;
});
const others: OthersChanges = {
  during: (_covers, call) => call(),
  watch: () => () => undefined,
  isFresh: (state) => isFresh && state === 'message',
  subscribe: (listener) => changes.subscribe(listener),
  now: () => 0,
};
const doIt = (what?: unknown) => did.push(what);
const choices = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  [did, said, isFresh] = [[], [], false];
  page = document.createElement('div');
  document.body.replaceChildren(page);
  root = createRoot(page);
  stops = [refuseTurned(document), onRefusedPress(document, ({ why }) => said.push(why))];
});
afterEach(async () => {
  for (const stop of stops) stop();
  await act(async () => root.unmount());
});

const show = (control: ReactNode) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <OthersChangesContext value={others}>
          <LiveRegions>{control}</LiveRegions>
        </OthersChangesContext>
      </I18nextProvider>,
    ),
  );
const setFresh = (fresh: boolean) =>
  act(async () => {
    isFresh = fresh;
    changes.emit();
  });
const pressAt = (selector: string) => act(async () => document.querySelector<HTMLElement>(selector)?.click());
const arrowUp = () =>
  act(async () => {
    const field = document.querySelector('input');
    field?.focus();
    field?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: 'ArrowUp' }));
  });

it.each([
  [
    'a button',
    () => (
      <Button of="message" onPress={() => doIt()}>
        Remove
      </Button>
    ),
    () => pressAt('button'),
  ],
  [
    'a check box',
    () => <Checkbox label="Locked" checked={false} of="message" onChange={doIt} />,
    () => pressAt('input'),
  ],
  [
    'the words beside a check box',
    () => <Checkbox label="Locked" checked={false} of="message" onChange={doIt} />,
    () => pressAt('label span'),
  ],
  [
    'a number',
    () => <NumberStepper label="Most" value={3} min={1} max={9} of="message" onChange={doIt} />,
    () => pressAt('button[slot="increment"]'),
  ],
  [
    'the keys in a number',
    () => <NumberStepper label="Most" value={3} min={1} max={9} of="message" onChange={doIt} />,
    arrowUp,
  ],
  [
    'the answer to a question',
    () => (
      <ConfirmDialog
        title="Remove?"
        text="It goes."
        confirmLabel="Remove"
        of="message"
        open
        onOpenChange={() => undefined}
        onConfirm={doIt}
      />
    ),
    () => pressAt('[data-answers] button:last-child'),
  ],
])('%s takes no press that was meant for what stood there before', async (_what, Control, press) => {
  await show(<Control />);
  await setFresh(true);
  await press();
  expect([did, said]).toEqual([[], ['changed']]);
  await setFresh(false);
  await press();
  expect([did.length, said.length]).toEqual([1, 1]);
});

it('a choice is made as ever, and no key goes on from what others have chosen', async () => {
  const value = 'a';
  await show(<SelectField label="Team" value={value} choices={choices} of="message" onChange={doIt} />);
  await setFresh(true);
  const select = document.querySelector('select');
  await act(async () => {
    select?.dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: 'ArrowDown' }),
    );
  });
  expect(said).toEqual(['changed']);
  await act(async () => {
    if (select !== null) select.value = 'b';
    select?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(did).toEqual(['b']);
});

it.each([
  ['button', () => <Button of="message">Remove</Button>],
  ['input', () => <Checkbox label="Locked" checked={false} of="message" onChange={doIt} />],
])('keeps the focus: %s', async (selector, Control) => {
  await show(<Control />);
  await act(async () => document.querySelector<HTMLElement>(selector)?.focus());
  for (const fresh of [true, false]) {
    await setFresh(fresh);
    expect(document.activeElement?.matches(selector)).toBe(true);
    expect(document.activeElement?.matches(':disabled')).toBe(false);
  }
});
