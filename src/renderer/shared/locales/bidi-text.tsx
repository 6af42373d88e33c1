/** Names inside sentences. A name may run in the other direction than the sentence, so it is isolated. */
import { Fragment } from 'react';

const OPEN = '\u2068';
const CLOSE = '\u2069';

/** For values passed to `t()`: isolates the name's direction, also in attributes and live regions. */
export function isolate(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

interface BidiTextProps {
  readonly children: string;
  /** The language that the names are in, where it is known: BCP 47. */
  readonly lang?: string;
}

/** Shows a sentence with each isolated name in a `<bdi translate="no">`. */
export function BidiText({ children, lang }: BidiTextProps) {
  const parts = children.split(/(\u2068[^\u2069]*\u2069)/);
  return parts.map((part, index) => {
    // The parts of a sentence are identified only by their position.
    const key = `${index}`;
    return part.startsWith(OPEN) ? (
      <bdi translate="no" lang={lang} key={key}>
        {part.slice(1, -1)}
      </bdi>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
