import { createContext, useContext } from 'react';
import type { ThemeSwitch } from './theme.ts';

export const ThemeContext = createContext<ThemeSwitch | null>(null);

export function useThemeSwitch(): ThemeSwitch {
  const theme = useContext(ThemeContext);
  if (theme === null) throw new Error('useThemeSwitch needs a ThemeContext around it.');
  return theme;
}
