import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../shared/base.css';
import './board.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defaultEnvironment } from '../../client/environment.ts';
import { createHostClient } from '../../client/host-client.ts';
import { carrySeatBy } from '../../client/seat-carrier.ts';
import type { Catalogue } from '../../protocol/catalogue-faults.ts';
import { carriedFragment, PREFERENCES, unpackCarried } from '../shared/carried-storage.ts';
import { ErrorBoundary } from '../shared/components/error-boundary.tsx';
import { tolerateDisplacedNodes } from '../shared/displaced-nodes.ts';
import { chosenLanguage, LanguageContext } from '../shared/language-context.ts';
import { inFiles } from '../shared/locales/in-files.ts';
import { wishedLanguages } from '../shared/locales/language.ts';
import { openWithWords } from '../shared/locales/page-words.ts';
import { guardPlaces } from '../shared/settled-places.ts';
import { createSounds } from '../shared/sounds.ts';
import { ThemeContext } from '../shared/theme-context.ts';
import { createThemeSwitch, systemPrefersDark } from '../shared/theme.ts';
import { createBoardAccess } from './board-access.ts';
import { createBoardRights } from './board-rights.ts';
import { Board } from './board.tsx';
import { SoundsContext } from './sounds-context.ts';

// One for the whole page: where the browser keeps nothing, the page's own memory does.
const environment = defaultEnvironment();
unpackCarried(location.hash, environment.storage, PREFERENCES);
const theme = createThemeSwitch({
  storage: environment.storage,
  prefersDark: systemPrefersDark(),
  root: document.documentElement,
  themes: ['light', 'dark'],
});

const sounds = createSounds({ makeContext: () => new AudioContext(), storage: environment.storage });
// Browsers play no sound before a click.
addEventListener('click', () => sounds.unlock(), { capture: true });

const rights = createBoardRights(environment.storage);
const access = createBoardAccess({
  apiFor: (seat, spareRight) => createHostClient({ seat, spareRight, environment }),
  rights,
  location,
  history,
});
const carrySeat = carrySeatBy(({ origin, ticket }) =>
  location.replace(
    `${origin}/board/${location.search}${carriedFragment(ticket, environment.storage, PREFERENCES)}`,
  ),
);
// A new link in the same window means another board. (What the page itself writes into its address fires no event.)
addEventListener('hashchange', () => location.reload());

tolerateDisplacedNodes(Node.prototype);
guardPlaces();
const BOARD_WORDS = import.meta.glob<Catalogue>(
  ['../../game/words/*/catalogue.json', '../shared/locales/*/{shared,board,evening,results}.json'],
  { import: 'default' },
);
const root = document.querySelector('#board');
if (root === null) throw new Error('The page has no element for the board.');
openWithWords(
  {
    wishes: wishedLanguages(location.search, chosenLanguage(environment.storage), navigator),
    find: inFiles(BOARD_WORDS),
    namespaces: ['shared', 'board', 'evening', 'results'],
  },
  (words) =>
    createRoot(root).render(
      <StrictMode>
        <ErrorBoundary reload={() => location.reload()}>
          <ThemeContext value={theme}>
            <LanguageContext value={{ words, storage: environment.storage, location, history }}>
              <SoundsContext value={sounds}>
                <Board access={access} rights={rights} carrySeat={carrySeat} />
              </SoundsContext>
            </LanguageContext>
          </ThemeContext>
        </ErrorBoundary>
      </StrictMode>,
    ),
);
