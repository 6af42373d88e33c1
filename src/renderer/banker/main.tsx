import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../shared/base.css';
import './desk.css';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { defaultEnvironment } from '../../client/environment.ts';
import { createHostClient } from '../../client/host-client.ts';
import type { Catalogue } from '../../protocol/catalogue-faults.ts';
import { ErrorBoundary } from '../shared/components/error-boundary.tsx';
import { LiveRegions } from '../shared/components/live-regions.tsx';
import { tolerateDisplacedNodes } from '../shared/displaced-nodes.ts';
import { chosenLanguage, LanguageContext } from '../shared/language-context.ts';
import { inFiles } from '../shared/locales/in-files.ts';
import { wishedLanguages } from '../shared/locales/language.ts';
import { openWithWords } from '../shared/locales/page-words.ts';
import { guardPlaces } from '../shared/settled-places.ts';
import { createSounds } from '../shared/sounds.ts';
import { ThemeContext } from '../shared/theme-context.ts';
import { createThemeSwitch, systemPrefersDark } from '../shared/theme.ts';
import { keepFocus } from './desk/keep-focus.ts';
import { NoticesProvider } from './desk/notices.tsx';
import { RefusedPressPlace } from './desk/refused-press.tsx';
import { createDeskAccess } from './entry/create-desk-access.ts';
import { DeskEntry } from './entry/desk-entry.tsx';
import { deskRights } from './entry/desk-rights.ts';
import { createDeskStorage } from './entry/desk-storage.ts';
import { createHashRouter } from './entry/hash-router.ts';

// One for the whole page: where the browser keeps nothing, the page's own memory does.
const environment = defaultEnvironment();
const { storage } = environment;
const deskStorage = createDeskStorage(storage);
const theme = createThemeSwitch({
  storage,
  prefersDark: systemPrefersDark(),
  root: document.documentElement,
  themes: ['light', 'dark'],
});

const sounds = createSounds({ makeContext: () => new AudioContext(), storage });
sounds.setVolume(deskStorage.volume());
// Browsers play no sound before the page has been touched.
for (const touch of ['pointerdown', 'keydown'] as const) {
  document.addEventListener(touch, () => sounds.unlock(), { capture: true, passive: true });
}

const router = createHashRouter(globalThis);
const access = createDeskAccess({
  apiFor: (seat) => createHostClient({ seat, spareRight: deskRights.of(seat), environment }),
  rights: deskRights,
  router,
  storage: deskStorage,
});

tolerateDisplacedNodes(Node.prototype);
guardPlaces();
keepFocus(document);
const DESK_WORDS = import.meta.glob<Catalogue>(
  [
    '../../game/words/*/catalogue.json',
    '../shared/locales/*/{shared,banker,refusals,setup,players,needs,history,summary,safekeeping,library,doctor,evening,results}.json',
  ],
  { import: 'default' },
);
const root = document.querySelector('#desk');
if (root === null) throw new Error('The page has no element for the desk.');
openWithWords(
  {
    wishes: wishedLanguages(location.search, chosenLanguage(storage), navigator),
    find: inFiles(DESK_WORDS),
    namespaces: [
      'shared',
      'banker',
      'refusals',
      'setup',
      'players',
      'needs',
      'history',
      'summary',
      'safekeeping',
      'library',
      'doctor',
      'evening',
      'results',
    ],
  },
  (words) =>
    createRoot(root).render(
      <StrictMode>
        <ErrorBoundary reload={() => location.reload()}>
          <ThemeContext value={theme}>
            <LanguageContext value={{ words, storage, location, history }}>
              {/* What the component library says to screen readers by itself is in the page's language, too. */}
              <I18nProvider locale={words.language}>
                <LiveRegions>
                  <RefusedPressPlace />
                  <NoticesProvider>
                    <DeskEntry access={access} storage={deskStorage} sounds={sounds} router={router} />
                  </NoticesProvider>
                </LiveRegions>
              </I18nProvider>
            </LanguageContext>
          </ThemeContext>
        </ErrorBoundary>
      </StrictMode>,
    ),
);
