import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../shared/base.css';
import './desk.css';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../shared/components/error-boundary.tsx';
import { LiveRegions } from '../shared/components/live-regions.tsx';
import { DESK_WORDS } from '../shared/locales/desk-catalogues.ts';
import { initWords, markDocument } from '../shared/locales/init-i18n.ts';
import { preferredLanguage } from '../shared/locales/language.ts';
import { createMemory } from '../shared/safe-storage.ts';
import { createSounds } from '../shared/sounds.ts';
import { createThemeSwitch } from '../shared/theme.ts';
import { NoticesProvider } from './desk/notices.tsx';
import { ThemeProvider } from './desk/theme-context.ts';
import { Door } from './entry/desk-entry.tsx';
import { createDeskMemory } from './entry/desk-storage.ts';
import { createAddress } from './entry/hash-router.ts';

const memory = createMemory(() => localStorage);
const deskMemory = createDeskMemory(memory);
const words = initWords({
  namespaces: DESK_WORDS,
  language: preferredLanguage(location.search, navigator.languages),
});
markDocument(words, document);

const theme = createThemeSwitch({
  memory,
  prefersDark: matchMedia('(prefers-color-scheme: dark)'),
  root: document.documentElement,
  themes: ['light', 'dark'],
});

const sounds = createSounds({ makeContext: () => new AudioContext(), memory });
sounds.setVolume(deskMemory.volume());
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
          <Door memory={deskMemory} sounds={sounds} address={createAddress(globalThis)} />
        </NoticesProvider>
      </LiveRegions>
    </ThemeProvider>
  </ErrorBoundary>,
);
