import { useState } from 'react';

const kept = new WeakMap<object, string>();

interface KeptText {
  readonly text: string;
  readonly change: (typed: string) => void;
  /** It is saved, as this. */
  readonly settle: (asSaved: string) => void;
}

/**
 * A text that outlives what it is typed in: closing the drawer over a half-typed name loses nothing.
 * @param owner whose text it is: another seat has its own
 * @param saved what it is until somebody types
 */
export function useKeptText(owner: object, saved: string): KeptText {
  const [text, setText] = useState(() => kept.get(owner) ?? saved);
  const change = (typed: string) => {
    if (typed === saved) kept.delete(owner);
    else kept.set(owner, typed);
    setText(typed);
  };
  const settle = (asSaved: string) => {
    kept.delete(owner);
    setText(asSaved);
  };
  return { text, change, settle };
}
