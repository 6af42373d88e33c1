// @vitest-environment happy-dom
/** A browser that translates the page takes texts away from React: nothing may throw, and no old words may stay. */
import fc from 'fast-check';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BidiText, isolate } from '../locales/bidi-text.tsx';

let root: Root;
let page: HTMLElement;
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});
const show = (node: ReactNode) => act(async () => root.render(node));

function textsIn(node: Node): Text[] {
  return [...node.childNodes].flatMap((child) => (child instanceof Text ? child : textsIn(child)));
}

/** As browsers do: some wrap the text, some put another in its place. */
const TRANSLATORS: readonly (readonly [string, (text: Text) => void])[] = [
  [
    'wraps each text',
    (text) => {
      const [outer, inner] = [
        document.createElementNS('http://www.w3.org/1999/xhtml', 'font'),
        document.createElementNS('http://www.w3.org/1999/xhtml', 'font'),
      ];
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(text);
    },
  ],
  [
    'replaces each text',
    (text) => {
      const [outer, inner] = [
        document.createElementNS('http://www.w3.org/1999/xhtml', 'font'),
        document.createElementNS('http://www.w3.org/1999/xhtml', 'font'),
      ];
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    },
  ],
  ['replaces each text by another text', (text) => text.replaceWith(document.createTextNode(text.data))],
];

function Plain({ of }: { readonly of: string }) {
  return <>{of}</>;
}

/** One list of children in many states; each state has texts come, go, move and change. */
interface State {
  readonly count: number;
  readonly name: string | null;
  readonly bold: boolean;
  readonly list: readonly string[];
}

function Sample({ count, name, bold, list }: State) {
  return (
    <section>
      <p>
        {bold && <b>!</b>} {count} of {list.length} {name}
        {name !== null && ': '}
        {bold ? <i>{count}</i> : count}
      </p>
      <p>{bold ? <b>{name}</b> : name}</p>
      <p>
        <Plain of={`${count}`} />
        {list}
        {list.map((each) => (
          <span key={each}>
            {each}, {count}
          </span>
        ))}
      </p>
      <p>
        <BidiText>{`Hello ${isolate(name ?? 'you')}, ${count}`}</BidiText>
      </p>
      {name ?? count}
      <>
        {count}
        {bold && ' times'}
      </>
      <select defaultValue="">
        <option value="">
          {count} of {list.length}
        </option>
      </select>
    </section>
  );
}

const STATE: fc.Arbitrary<State> = fc.record({
  count: fc.nat(3),
  name: fc.constantFrom(null, 'Anna', 'Mia', ''),
  bold: fc.boolean(),
  list: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
});

describe.each(TRANSLATORS)('a browser that %s', (_, translate) => {
  it('finds the page going on, with the words of now', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STATE, { minLength: 2, maxLength: 6 }), async (states) => {
        for (const state of states) {
          await show(<Sample {...state} />);
          const shown = page.textContent;
          await show(null);
          await show(<Sample {...state} />);
          expect(page.textContent).toBe(shown);
          for (const text of textsIn(page)) translate(text);
        }
        // From one translated state to the next, without a fresh start.
        for (const state of states) {
          await show(<Sample {...state} />);
          const fresh = document.createElement('div');
          const other = createRoot(fresh);
          await act(async () => other.render(<Sample {...state} />));
          expect(page.textContent).toBe(fresh.textContent);
          await act(async () => other.unmount());
          for (const text of textsIn(page)) translate(text);
        }
        await show(null);
        expect(page.textContent).toBe('');
      }),
      { numRuns: 15 },
    );
  });
});

describe('a text run', () => {
  it('stands only where a text has neighbours, and joins neighbouring texts', async () => {
    await show(
      <p>
        {1} of {'two'} <b>bold</b> <i>alone</i>
      </p>,
    );
    expect(page.innerHTML).toBe(
      '<p><text-run data-means=" of two ">1 of two </text-run><b data-means="bold">bold</b><text-run data-blank=""> </text-run><i data-means="alone">alone</i></p>',
    );
  });

  it('leaves what can only hold text as it is', async () => {
    await show(
      <select defaultValue="">
        <option value="">
          {1} of {2}
        </option>
      </select>,
    );
    expect(page.querySelector('option')?.innerHTML).toBe('1 of 2');
  });
});
