/** What screen readers announce. The regions are there from the start: text in a region that appears with it goes unread. */
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import css from './live-regions.module.css';

export interface Announce {
  /** Waits for a pause. */
  polite(text: string): void;
  /** Interrupts, for what cannot wait: assigned, half a minute left, cancelled. */
  assertive(text: string): void;
}

interface Announcer extends Announce {
  readonly subscribe: (listener: () => void) => () => void;
  readonly politeText: () => string;
  readonly assertiveText: () => string;
}

function createAnnouncer(): Announcer {
  const listeners = new Set<() => void>();
  let politeText = '';
  let assertiveText = '';
  // The same text again changes nothing on the page, so nothing would be read: a trailing space makes it differ.
  const differing = (before: string, text: string) => (before === text ? `${text}\u00a0` : text);
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    polite(text) {
      politeText = differing(politeText, text);
      notify();
    },
    assertive(text) {
      assertiveText = differing(assertiveText, text);
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    politeText: () => politeText,
    assertiveText: () => assertiveText,
  };
}

const silent: Announce = { polite: () => undefined, assertive: () => undefined };
const AnnounceContext = createContext<Announce>(silent);

/** Announces through the page's live regions; silent outside `LiveRegions`. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** Wraps the whole page, once. */
export function LiveRegions({ children }: { readonly children: ReactNode }) {
  const [announcer] = useState(createAnnouncer);
  const polite = useSyncExternalStore(announcer.subscribe, announcer.politeText, announcer.politeText);
  const assertive = useSyncExternalStore(
    announcer.subscribe,
    announcer.assertiveText,
    announcer.assertiveText,
  );
  return (
    <AnnounceContext value={announcer}>
      {children}
      <output className={css.unseen}>{polite}</output>
      <div className={css.unseen} role="alert">
        {assertive}
      </div>
    </AnnounceContext>
  );
}
