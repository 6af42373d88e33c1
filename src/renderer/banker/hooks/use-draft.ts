import { useState } from 'react';

interface Draft {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onDone: () => void;
}

/**
 * A text that is saved when typing ends. Until somebody types it follows outside changes; if left empty or unchanged,
 * nothing is saved.
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
