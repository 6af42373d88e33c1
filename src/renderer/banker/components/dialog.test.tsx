// @vitest-environment happy-dom
/** A dialog asks before it closes over what was typed in it. */
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useUnsavedText } from '../hooks/use-unsaved-text.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './fields.tsx';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let saved: string[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  saved = [];
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

/** A field whose text is sent. */
function Message() {
  const [typed, setTyped] = useState('');
  useUnsavedText(typed !== '');
  return <TextField label="Message" value={typed} onChange={setTyped} />;
}

/** A field whose text is saved when typing ends. */
function Name() {
  const draft = useDraft('Anna', PLAYER_NAME_LIMIT, (name) => saved.push(name));
  return <TextField label="Name" {...draft} />;
}

function Page({
  field,
  unsaved = false,
}: {
  readonly field: 'message' | 'name';
  readonly unsaved?: boolean;
}) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Dialog title="Something to type" open={isOpen} unsaved={unsaved} onOpenChange={setOpen}>
      {(close, leave) => (
        <>
          {field === 'name' ? <Name /> : <Message />}
          <Button onPress={leave}>Leave</Button>
          <Button onPress={close}>All is done</Button>
        </>
      )}
    </Dialog>
  );
}

const show = (field: 'message' | 'name', unsaved = false) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <Page field={field} unsaved={unsaved} />
      </I18nextProvider>,
    ),
  );
const input = () => document.querySelector('input');
const question = () => document.querySelector('[role="alertdialog"]');
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  ) ?? expect.fail(`no button "${name}"`);
const press = (name: string) => act(async () => button(name).click());
const type = (text: string) =>
  act(async () => {
    input()?.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input(), text);
    input()?.dispatchEvent(new Event('input', { bubbles: true }));
  });
const escape = () =>
  act(async () => {
    (question() ?? input())?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    );
  });
/** As a mouse does. */
const pressBeside = () =>
  act(async () => {
    const veil = document.querySelector('[role="dialog"]')?.parentElement?.parentElement;
    for (const kind of ['pointerdown', 'pointerup', 'click'])
      veil?.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, cancelable: true }));
  });

const WAYS = [
  ['Escape', escape],
  ['its cross', () => press('Close')],
  ['a press beside it', pressBeside],
  ['Cancel', () => press('Leave')],
] as const;

it.each(WAYS)('closes by %s at once if nothing was typed', async (_, way) => {
  await show('message');
  await way();
  expect([input(), question()]).toEqual([null, null]);
});

it.each(WAYS)('asks before it closes by %s over what was typed; kept, it is all there', async (_, way) => {
  await show('message');
  await type('Pizza is ready');
  await way();
  expect(question()?.textContent).toContain('Throw away what you typed?');
  await press('Keep typing');
  expect([question(), input()?.value]).toEqual([null, 'Pizza is ready']);
  await way();
  await press('Throw it away');
  expect([input(), question()]).toEqual([null, null]);
});

it('asks also if it is told that something is unsaved', async () => {
  await show('message', true);
  await escape();
  expect(question()).not.toBeNull();
});

it('keeps what was typed if Escape answers the question', async () => {
  await show('message');
  await type('Pizza');
  await escape();
  await escape();
  expect([question(), input()?.value]).toEqual([null, 'Pizza']);
});

it('asks nothing once all is done', async () => {
  await show('message');
  await type('Pizza');
  await press('All is done');
  expect([input(), question()]).toEqual([null, null]);
});

it('asks about a name that is too long, which the field says and does not cut', async () => {
  const name = 'Leopoldina-Sophia of the hills';
  await show('name');
  await type(name);
  expect(document.body.textContent).toContain('Too long by 10. Shorten it.');
  await escape();
  expect(question()).not.toBeNull();
  await press('Keep typing');
  expect([input()?.value, saved]).toEqual([name, []]);
});

it('takes nothing more once it has been told to close, before the page is drawn without it', async () => {
  function Asking() {
    const [isOpen, setOpen] = useState(true);
    const finish = async (close: () => void) => {
      await Promise.resolve();
      saved.push('done');
      close();
    };
    return (
      <Dialog title="Something to answer" open={isOpen} onOpenChange={setOpen}>
        {(close) => <Button onPress={() => void finish(close)}>Do it</Button>}
      </Dialog>
    );
  }
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <Asking />
      </I18nextProvider>,
    ),
  );
  const answer = button('Do it');
  await act(async () => {
    answer.click();
    // The answer has come; React draws at the end of this.
    await Promise.resolve();
    answer.click();
    await Promise.resolve();
  });
  expect(saved).toEqual(['done']);
});
