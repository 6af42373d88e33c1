import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../shared/base.css';
import './desk.css';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../shared/components/error-boundary.tsx';
import { LiveRegions } from '../shared/components/live-regions.tsx';
import { DESK_CATALOGUES } from '../shared/locales/desk-catalogues.ts';
import { initI18n, markDocument } from '../shared/locales/init-i18n.ts';
import { preferredLanguage } from '../shared/locales/language.ts';
import { createSafeStorage } from '../shared/safe-storage.ts';
import { createSounds } from '../shared/sounds.ts';
import { createThemeSwitch } from '../shared/theme.ts';
import { NoticesProvider } from './desk/notices.tsx';
import { ThemeProvider } from './desk/theme-context.ts';
import { DeskEntry } from './entry/desk-entry.tsx';
import { createDeskStorage } from './entry/desk-storage.ts';
import { createHashRouter } from './entry/hash-router.ts';

const storage = createSafeStorage(() => localStorage);
const deskStorage = createDeskStorage(storage);
const words = initI18n({
  namespaces: DESK_CATALOGUES,
  language: preferredLanguage(location.search, navigator.languages),
});
markDocument(words, document);

const theme = createThemeSwitch({
  storage,
  prefersDark: matchMedia('(prefers-color-scheme: dark)'),
  root: document.documentElement,
  themes: ['light', 'dark'],
});

const sounds = createSounds({ makeContext: () => new AudioContext(), storage });
sounds.setVolume(deskStorage.volume());
// Browsers let nothing sound before somebody touched the page.
for (const touch of ['pointerdown', 'keydown'] as const) {
  document.addEventListener(touch, () => sounds.unlock(), { capture: true, passive: true });
}

const place = document.querySelector('#desk');
if (place === null) throw new Error('The page has no place for the desk.');
createRoot(place).render(
  <ErrorBoundary reload={() => location.reload()}>
    <ThemeProvider value={theme}>
      <LiveRegions>
        <NoticesProvider>
          <DeskEntry storage={deskStorage} sounds={sounds} router={createHashRouter(globalThis)} />
        </NoticesProvider>
      </LiveRegions>
    </ThemeProvider>
  </ErrorBoundary>,
);
