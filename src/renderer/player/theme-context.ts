import { createContext, useContext } from 'react';
import type { ThemeSwitch } from '../shared/theme.ts';

export const ThemeContext = createContext<ThemeSwitch | null>(null);

export function useThemes(): ThemeSwitch {
  const themes = useContext(ThemeContext);
  if (themes === null) throw new Error('Nobody said which colours this page has.');
  return themes;
}
