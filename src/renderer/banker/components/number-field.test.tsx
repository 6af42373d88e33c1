// @vitest-environment happy-dom
/** A number that is too large is refused, and the field says what it takes. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { NumberField } from './number-field.tsx';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let kept: (number | null)[];

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  kept = [];
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <NumberField label="Minutes" value={5} min={1} max={600} onChange={(number) => kept.push(number)} />
      </I18nextProvider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

const field = () => page.querySelector('input') ?? expect.fail('no field');
const type = (text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });

it('says so until another number is typed', async () => {
  await type('9999');
  expect(page.textContent).toContain('At most 600.');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  await type('600');
  expect(page.textContent).not.toContain('At most');
  expect(kept).toEqual([null, 600]);
});

const press = (key: string) =>
  act(async () => {
    field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });

it.each(['abc', '1.5', '-3', '1,000', 'ö٣'])(
  '"%s" stays, is said to be no number, and holds a form back',
  async (text) => {
    await type(text);
    expect(field().value).toBe(text);
    expect(page.textContent).toContain('A whole number from 1 to 600.');
    expect(field().validationMessage).toBe('A whole number from 1 to 600.');
    expect(kept).toEqual([null]);
    await type('٢٥');
    expect(page.textContent).not.toContain('whole number');
    expect(field().validationMessage).toBe('');
    expect(field().getAttribute('aria-valuenow')).toBe('25');
    expect(kept).toEqual([null, 25]);
  },
);

it('too small a number is said once the field is left, as it may be the beginning of another', async () => {
  await type('0');
  expect(page.textContent).not.toContain('At least');
  expect(field().validationMessage).toBe('At least 1.');
  await act(async () => field().dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
  expect(page.textContent).toContain('At least 1.');
});

it('the arrow keys step within the limits', async () => {
  await press('ArrowUp');
  await press('ArrowDown');
  await press('ArrowDown');
  expect(kept).toEqual([6, 5, 4]);
  expect(field().value).toBe('4');
  await type('600');
  await press('ArrowUp');
  expect(field().value).toBe('600');
});
