import { useState } from 'react';

interface Draft {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onDone: () => void;
}

/**
 * A text that is kept once the typing is over. Until somebody types, it follows what others make of it; left empty or
 * unchanged, nothing is kept.
 */
export function useDraft(value: string, keep: (text: string) => void): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    value: typed ?? value,
    onChange: setTyped,
    onDone: () => {
      if (typed === null) return;
      const text = typed.trim();
      setTyped(null);
      if (text !== '' && text !== value) keep(text);
    },
  };
}
