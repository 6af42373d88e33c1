/** Which colours a page wears: what was chosen in this browser, else what the system prefers. */
import type { SafeStorage } from './safe-storage.ts';

export const THEMES = ['light', 'dark', 'sun', 'night'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'theme';

export interface ThemeOptions {
  readonly storage: SafeStorage;
  /** `matchMedia('(prefers-color-scheme: dark)')`. */
  readonly prefersDark: Pick<MediaQueryList, 'matches' | 'addEventListener' | 'removeEventListener'>;
  /** Wears the theme as `data-theme`. */
  readonly root: { readonly dataset: DOMStringMap };
  /** Those this page offers. */
  readonly themes: readonly Theme[];
}

export interface ThemeSwitch {
  readonly themes: readonly Theme[];
  readonly current: () => Theme;
  choose(theme: Theme): void;
  /** The next one round, for a switch of one tap. */
  next(): Theme;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  close(): void;
}

/** Puts the theme on at once and follows the system until somebody chooses. */
export function createThemeSwitch({ storage, prefersDark, root, themes }: ThemeOptions): ThemeSwitch {
  const listeners = new Set<() => void>();
  const known = (name: string | null): Theme | undefined => themes.find((theme) => theme === name);
  const preferred = (): Theme => (prefersDark.matches ? 'dark' : 'light');
  const current = (): Theme => known(storage.read(KEY)) ?? preferred();
  const wear = (): void => {
    root.dataset['theme'] = current();
    for (const listener of listeners) listener();
  };

  prefersDark.addEventListener('change', wear);
  wear();
  return {
    themes,
    current,
    choose(theme) {
      storage.write(KEY, theme);
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
