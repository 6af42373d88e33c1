/** The page's theme: the one chosen in this browser, else what the system prefers. */
import type { SafeStorage } from '../../client/safe-storage.ts';

export const THEMES = ['light', 'dark', 'sun', 'night'] as const;
export type Theme = (typeof THEMES)[number];

const STORAGE_KEY = 'theme';

type DarkPreference = Pick<MediaQueryList, 'matches' | 'addEventListener' | 'removeEventListener'>;

/** What the system prefers; light where the browser cannot be asked. */
export function systemPrefersDark(): DarkPreference {
  if (typeof matchMedia === 'function') return matchMedia('(prefers-color-scheme: dark)');
  return { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
}

export interface ThemeOptions {
  readonly storage: SafeStorage;
  readonly prefersDark: DarkPreference;
  /** Gets the theme as `data-theme`. */
  readonly root: { readonly dataset: DOMStringMap };
  /** The page's `<meta name="color-scheme">`, for browsers that decide by it whether to darken a page. */
  readonly scheme?: Pick<HTMLMetaElement, 'content'> | null;
  /** The themes this page offers. */
  readonly themes: readonly Theme[];
}

export interface ThemeSwitch {
  readonly themes: readonly Theme[];
  readonly current: () => Theme;
  choose(theme: Theme): void;
  /** The next theme in the cycle, for one-tap switching. */
  next(): Theme;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  close(): void;
}

/** Applies the theme at once and follows the system until somebody chooses one. */
export function createThemeSwitch({
  storage,
  prefersDark,
  root,
  scheme = null,
  themes,
}: ThemeOptions): ThemeSwitch {
  const listeners = new Set<() => void>();
  const known = (name: string | null): Theme | undefined => themes.find((theme) => theme === name);
  const preferred = (): Theme => (prefersDark.matches ? 'dark' : 'light');
  const current = (): Theme => known(storage.read(STORAGE_KEY)) ?? preferred();
  const wear = (): void => {
    root.dataset['theme'] = current();
    if (scheme !== null) scheme.content = current() === 'sun' ? 'only light' : 'light dark';
    for (const listener of listeners) listener();
  };

  prefersDark.addEventListener('change', wear);
  wear();
  return {
    themes,
    current,
    choose(theme) {
      storage.write(STORAGE_KEY, theme);
      wear();
    },
    next: () => themes[(themes.indexOf(current()) + 1) % themes.length] ?? preferred(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => prefersDark.removeEventListener('change', wear),
  };
}
