import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../shared/base.css';
import './board.css';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../shared/components/error-boundary.tsx';
import board from '../shared/locales/en/board.json' with { type: 'json' };
import { initI18n, markDocument } from '../shared/locales/init-i18n.ts';
import { preferredLanguage } from '../shared/locales/language.ts';
import { createSafeStorage } from '../shared/safe-storage.ts';
import { createThemeSwitch } from '../shared/theme.ts';
import { Board } from './board.tsx';

markDocument(
  initI18n({ namespaces: { board }, language: preferredLanguage(location.search, navigator.languages) }),
  document,
);
const theme = createThemeSwitch({
  storage: createSafeStorage(() => localStorage),
  prefersDark: matchMedia('(prefers-color-scheme: dark)'),
  root: document.documentElement,
  themes: ['light', 'dark'],
});

const place = document.querySelector('#board');
if (place === null) throw new Error('The page has no place for the board.');
createRoot(place).render(
  <ErrorBoundary reload={() => location.reload()}>
    <Board theme={theme} />
  </ErrorBoundary>,
);
