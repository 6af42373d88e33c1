// @vitest-environment happy-dom
/** A number that is too large is refused, and the field says what it takes. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { NumberField } from './fields.tsx';

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
