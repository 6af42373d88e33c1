import { useState } from 'react';
import type { TextLimit } from '../../../game/text-limits.ts';
import { checkTyped } from '../../shared/typed-text.ts';
import { useUnsavedText } from './use-unsaved-text.ts';

interface Draft {
  readonly value: string;
  readonly limit: TextLimit;
  readonly onChange: (text: string) => void;
  readonly onDone: () => void;
}

/**
 * A text that is saved when typing ends. Until somebody types it follows outside changes; if left empty or unchanged,
 * nothing is saved. `keep` also gets what stood there when typing began: somebody else may have changed it since. A text that the host would refuse stays in the field, which says why; what holds it asks before it closes.
 */
export function useDraft(
  value: string,
  limit: TextLimit,
  keep: (text: string, before: string) => void,
): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  const [before, setBefore] = useState(value);
  useUnsavedText(typed !== null && typed.trim() !== '' && typed !== value);
  return {
    value: typed ?? value,
    limit,
    onChange(text) {
      if (typed === null) setBefore(value);
      setTyped(text);
    },
    onDone: () => {
      if (typed === null) return;
      const { text, fault } = checkTyped(typed, limit);
      const isLeftAsItWas = typed.trim() === '' || typed === value || text === value;
      if (fault !== null && !isLeftAsItWas) return;
      setTyped(null);
      if (!isLeftAsItWas) keep(text, before);
    },
  };
}
