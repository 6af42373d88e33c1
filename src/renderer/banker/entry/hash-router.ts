/** Where this page is, as its address says behind the #. */
import { readFragment, writeFragment, type Page, type Place } from './desk-route.ts';

interface Named {
  readonly gameCode: string | null;
  readonly seat: number;
  readonly page: Page;
}

export interface Address {
  readonly read: () => Place;
  /** Goes there; the browser's way back leads here again. */
  readonly go: (to: Named) => void;
  /** Says where this is without a step in the browser's history; takes a ticket out of the address. */
  readonly say: (here: Named) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

type Browser = Pick<Window, 'location' | 'history' | 'addEventListener' | 'removeEventListener'>;

export function createAddress({
  location,
  history,
  addEventListener,
  removeEventListener,
}: Browser): Address {
  const listeners = new Set<() => void>();
  let place = readFragment(location.hash);
  const look = () => {
    place = readFragment(location.hash);
    for (const listener of listeners) listener();
  };
  return {
    read: () => place,
    go(to) {
      location.hash = writeFragment(to);
    },
    say(here) {
      history.replaceState(null, '', writeFragment(here));
      look();
    },
    subscribe(listener) {
      if (listeners.size === 0) addEventListener('hashchange', look);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) removeEventListener('hashchange', look);
      };
    },
  };
}
