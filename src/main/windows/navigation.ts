import type { Event, WebContents, WebContentsWillNavigateEventParams } from 'electron';
import { isSameOrigin } from '../same-origin.ts';

export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/** Sites that a link may open in the real browser; https only. */
const EXTERNAL_SITES: ReadonlySet<string> = new Set(['github.com', 'www.scout.org']);

/** True for a link that may leave the app: one of the host's own pages, or https to a site on the list. */
export function mayOpenExternally(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  if (isSameOrigin(url, origin)) return true;
  const { protocol, hostname, username } = new URL(url);
  return protocol === 'https:' && username === '' && EXTERNAL_SITES.has(hostname);
}

/**
 * Keeps a window's contents on the host's pages: another origin is never navigated to, no second window opens, no webview is
 * attached. Links of the host's own pages and those on the list open in the real browser.
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
