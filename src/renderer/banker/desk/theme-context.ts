import { createContext, useContext } from 'react';
import type { ThemeSwitch } from '../../shared/theme.ts';

const ThemeContext = createContext<ThemeSwitch | null>(null);
export const ThemeProvider = ThemeContext.Provider;

export function useThemeSwitch(): ThemeSwitch {
  const theme = useContext(ThemeContext);
  if (theme === null) throw new Error('This belongs on a page that wears colours.');
  return theme;
}
