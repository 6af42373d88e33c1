// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useKeptText } from './use-kept-text.ts';

let page: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
});
afterEach(() => page.remove());

interface NameProps {
  readonly owner: object;
  readonly saved: string;
  readonly types: string;
}

function Name({ owner, saved, types }: NameProps) {
  const { text, change, settle } = useKeptText(owner, saved);
  return (
    <>
      <button type="button" onClick={() => change(types)}>
        {text}
      </button>
      <button type="button" data-saves aria-label="Save" onClick={() => settle(text)} />
    </>
  );
}

/** Opens a drawer with the name in it, types, and closes it; returns what stood there before and after. */
async function visit(
  owner: object,
  saved: string,
  types: string | null = null,
  isSaved = false,
): Promise<string[]> {
  const root = createRoot(page);
  const seen: string[] = [];
  await act(async () => root.render(<Name owner={owner} saved={saved} types={types ?? saved} />));
  seen.push(page.textContent);
  if (types !== null) await act(async () => page.querySelector('button')?.click());
  seen.push(page.textContent);
  if (isSaved) await act(async () => page.querySelector<HTMLElement>('[data-saves]')?.click());
  await act(async () => root.unmount());
  return seen;
}

it('what is typed is there again the next time, for that seat alone', async () => {
  const [seat, other] = [{}, {}];
  expect(await visit(seat, 'Anna', 'Anna-Le')).toEqual(['Anna', 'Anna-Le']);
  expect(await visit(other, 'Ben')).toEqual(['Ben', 'Ben']);
  expect(await visit(seat, 'Anna')).toEqual(['Anna-Le', 'Anna-Le']);
});

it('once it is the name again, it follows the name', async () => {
  const seat = {};
  await visit(seat, 'Anna', 'Anna-Le');
  await visit(seat, 'Anna', 'Anna');
  expect(await visit(seat, 'Lena')).toEqual(['Lena', 'Lena']);
});

it('once it is saved, it follows the name, too', async () => {
  const seat = {};
  await visit(seat, 'Anna', 'Lena', true);
  expect(await visit(seat, 'Lena-Marie')).toEqual(['Lena-Marie', 'Lena-Marie']);
});
