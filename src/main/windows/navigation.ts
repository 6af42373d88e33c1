import type { Event, WebContents, WebContentsWillNavigateEventParams } from 'electron';
import { isSameOrigin } from '../same-origin.ts';

export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/** Sites that links may open in the real browser, over https only. */
const EXTERNAL_SITES: ReadonlySet<string> = new Set(['github.com', 'www.scout.org']);

/** Whether a link may open outside the app: one of the host's own pages, or an https link to a listed site. */
export function mayOpenExternally(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  if (isSameOrigin(url, origin)) return true;
  const { protocol, hostname, username } = new URL(url);
  return protocol === 'https:' && username === '' && EXTERNAL_SITES.has(hostname);
}

/**
 * Keeps a window on the host's pages: it never navigates to another origin, opens a second window or attaches a webview. Links to
 * the host's own pages and to listed sites open in the real browser.
 */
export function guardNavigation(
  contents: GuardedContents,
  origin: () => string,
  openExternal: (url: string) => void,
): void {
  const stay = (event: Event<WebContentsWillNavigateEventParams>) => {
    if (!isSameOrigin(event.url, origin())) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url, origin())) openExternal(url);
    return { action: 'deny' };
  });
}
