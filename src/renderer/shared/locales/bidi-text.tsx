/** Names inside sentences. A name may run the other way than the sentence, so it is isolated from it. */
import { Fragment } from 'react';

const OPEN = '\u2068';
const CLOSE = '\u2069';

/** For a value of `t()`: keeps the name's direction to itself, in attributes and live regions too. */
export function isolate(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** Shows a sentence whose names were isolated, each in its `<bdi>`. */
export function BidiText({ children }: { readonly children: string }) {
  const parts = children.split(/(\u2068[^\u2069]*\u2069)/);
  return parts.map((part, index) => {
    // The parts of one sentence have no other identity than their place in it.
    const key = `${index}`;
    return part.startsWith(OPEN) ? (
      <bdi key={key}>{part.slice(1, -1)}</bdi>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
