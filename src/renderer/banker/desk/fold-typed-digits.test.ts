// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { foldTypedDigits } from './fold-typed-digits.ts';

let page: Document;
let inserted: string[];
beforeEach(() => {
  page = new DOMParser().parseFromString('<body></body>', 'text/html');
  inserted = [];
  // No test's browser has it.
  Object.assign(page, {
    execCommand: (command: string, _: boolean, text: string) => inserted.push(`${command} ${text}`),
  });
});

/** Types into a field; returns whether the browser may go on with that. */
function type(field: string, data: string | null, value = ''): boolean {
  page.body.innerHTML = field;
  const input = page.querySelector('input');
  if (input === null) throw new Error('There is no field.');
  input.value = value;
  return input.dispatchEvent(new InputEvent('beforeinput', { data, bubbles: true, cancelable: true }));
}

const FIELDS = ['<input type="number">', '<input inputmode="numeric">', '<input inputmode="decimal">'];

describe.each(FIELDS)('in %s', (field) => {
  it.each([
    ['٢', '2'],
    ['۲', '2'],
    ['२', '2'],
    ['২', '2'],
    ['２', '2'],
    ['٠٫٥', '0.5'],
    ['٫', '.'],
  ])('%s is typed as %s', (typed, written) => {
    foldTypedDigits(page, 'en-GB');
    expect(type(field, typed)).toBe(false);
    expect(inserted).toEqual([`insertText ${written}`]);
  });

  it.each(['2', '.', '-', 'e', null])('%s is left to the browser', (typed) => {
    foldTypedDigits(page, 'en-GB');
    expect(type(field, typed)).toBe(true);
  });

  it('a browser that has such digits itself takes them', () => {
    foldTypedDigits(page, 'ar-EG');
    expect(type(field, '٢')).toBe(true);
  });
});

it('a field that shows such digits goes on in them', () => {
  foldTypedDigits(page, 'en-GB');
  expect(type('<input inputmode="numeric">', '٢', '١')).toBe(true);
});

it('a name keeps its digits as they were typed', () => {
  foldTypedDigits(page, 'en-GB');
  expect(type('<input>', '٢')).toBe(true);
});
