/** Puts the phone's page together. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { defaultEnvironment } from '../../client/environment.ts';
import { createHostClient } from '../../client/host-client.ts';
import { tabOnlyStorage } from '../../client/safe-storage.ts';
import { carrySeatBy } from '../../client/seat-carrier.ts';
import '../shared/base.css';
import { ErrorBoundary } from '../shared/components/error-boundary.tsx';
import { LiveRegions } from '../shared/components/live-regions.tsx';
import { tolerateDisplacedNodes } from '../shared/displaced-nodes.ts';
import { chosenLanguage, LanguageContext } from '../shared/language-context.ts';
import { loadPatiently } from '../shared/load-patiently.ts';
import { wishedLanguages } from '../shared/locales/language.ts';
import { openWithWords } from '../shared/locales/page-words.ts';
import { replaceAddress } from '../shared/replace-address.ts';
import { createSounds } from '../shared/sounds.ts';
import { ThemeContext } from '../shared/theme-context.ts';
import { createThemeSwitch, systemPrefersDark, THEMES } from '../shared/theme.ts';
import { App } from './app.tsx';
import { createJoining } from './entry/joining.ts';
import { parseRoute } from './entry/phone-route.ts';
import { addressThere, readArrival } from './entry/seat-journey.ts';
import { askForHeldSeats } from './entry/seat-requests.ts';
import { createSeatStore, type StoredSeat } from './entry/seat-store.ts';
import { createReloader } from './game/reloader.ts';
import { openSeatSession } from './game/seat-session.ts';
import { PHONE_WORDS } from './phone-words.ts';
import { createPhone, type Identification } from './phone.ts';

const environment = defaultEnvironment();
const { storage } = environment;
const arrival = readArrival(location.hash, environment);
const tabStorage = tabOnlyStorage();
const seats = createSeatStore(storage);
const sounds = createSounds({ makeContext: () => new AudioContext(), storage });
const themes = createThemeSwitch({
  storage,
  prefersDark: systemPrefersDark(),
  root: document.documentElement,
  scheme: document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]'),
  themes: THEMES,
});

/** Goes to the browser's console; the page carries on. */
const report = (error: unknown): void => environment.reportError(error);
const reload = (): void => location.reload();
const reloader = createReloader({ storage: tabStorage, page: __PAGE_ID__, reload });

const api = createHostClient({ environment });
const apiFor = ({ playerId, token }: StoredSeat, by: Identification) =>
  createHostClient({ seat: playerId, ...(by === 'token' && token !== null && { token }) });
const loadFollowGame = () => import('./entry/follow-game.ts');
const wait = (ms: number) => new Promise<void>((resolve) => void environment.after(ms, resolve));
const joining = createJoining({ api, storage, tabStorage, wall: () => environment.wall() });
const phone = createPhone({
  route: parseRoute(location),
  seats,
  open: (seat, by) =>
    reloader.watch(
      openSeatSession(seat, {
        by,
        others: seats.all(),
        storage,
        page: __PAGE_ID__,
        carrySeat: carrySeatBy((to) =>
          location.replace(addressThere(to, seat, { storage, search: location.search })),
        ),
        onError: report,
      }),
    ),
  heldSeats: () => askForHeldSeats(api),
  joining,
  arrive: arrival === null ? null : () => arrival.redeem(api),
  apiFor,
  async follow(seat, by) {
    const { followGame } = await loadPatiently(loadFollowGame);
    return followGame({ seats, apiFor, wait }, seat, by);
  },
  wait,
  setAddress: (address) =>
    replaceAddress(history, `${address.split('#')[0] ?? ''}${location.search}${fragmentOf(address)}`),
  onError: report,
});

// A link to another seat, typed or pasted into this tab: only the fragment changes.
addEventListener('hashchange', reload);
// Browsers play no sound before a tap, and iOS suspends it again after each screen lock.
addEventListener('click', () => sounds.unlock(), { capture: true });

tolerateDisplacedNodes(Node.prototype);
const root = document.getElementById('phone');
if (root === null) throw new Error('The page has no element for the phone.');
openWithWords(
  {
    wishes: wishedLanguages(location.search, chosenLanguage(storage), navigator),
    find: PHONE_WORDS,
    namespaces: ['shared', 'player'],
  },
  (words) => {
    document.title = words.t('player:title');
    createRoot(root).render(
      <StrictMode>
        <I18nextProvider i18n={words}>
          <ErrorBoundary reload={reload}>
            <ThemeContext value={themes}>
              <LanguageContext value={{ words, storage, location, history }}>
                <LiveRegions>
                  <App
                    phone={phone}
                    api={api}
                    joining={joining}
                    seats={seats}
                    sounds={sounds}
                    reload={reload}
                  />
                </LiveRegions>
              </LanguageContext>
            </ThemeContext>
          </ErrorBoundary>
        </I18nextProvider>
      </StrictMode>,
    );
  },
);

function fragmentOf(address: string): string {
  const at = address.indexOf('#');
  return at === -1 ? '' : address.slice(at);
}
