/** What a screen reader is told. The regions stand in the page from the start, or readers would not hear the first words. */
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import css from './live-regions.module.css';

export interface Announcer {
  /** When there is a pause. */
  politely(text: string): void;
  /** At once, for what cannot wait: assigned, half a minute left, cancelled. */
  atOnce(text: string): void;
}

interface Announcements extends Announcer {
  readonly subscribe: (listener: () => void) => () => void;
  readonly polite: () => string;
  readonly assertive: () => string;
}

function createAnnouncements(): Announcements {
  const listeners = new Set<() => void>();
  let polite = '';
  let assertive = '';
  // Saying the same twice changes nothing in the page, so nothing would be read: a space makes the difference.
  const again = (before: string, text: string) => (before === text ? `${text}\u00a0` : text);
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    politely(text) {
      polite = again(polite, text);
      tell();
    },
    atOnce(text) {
      assertive = again(assertive, text);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    polite: () => polite,
    assertive: () => assertive,
  };
}

const silence: Announcer = { politely: () => undefined, atOnce: () => undefined };
const AnnouncerContext = createContext<Announcer>(silence);

/** Speaks through the page's live regions; silent outside of `LiveRegions`. */
export function useAnnouncer(): Announcer {
  return useContext(AnnouncerContext);
}

/** Once around the whole page. */
export function LiveRegions({ children }: { readonly children: ReactNode }) {
  const [announcements] = useState(createAnnouncements);
  const polite = useSyncExternalStore(announcements.subscribe, announcements.polite, announcements.polite);
  const assertive = useSyncExternalStore(
    announcements.subscribe,
    announcements.assertive,
    announcements.assertive,
  );
  return (
    <AnnouncerContext value={announcements}>
      {children}
      <output className={css.unseen}>{polite}</output>
      <div className={css.unseen} role="alert">
        {assertive}
      </div>
    </AnnouncerContext>
  );
}
