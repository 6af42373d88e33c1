import type { Session, WebContents } from 'electron';
import { isSameOrigin } from './same-origin.ts';

/** All that our pages ever need: to show the summary full screen and to copy a link. Reading the clipboard isn't included. */
const GRANTED: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write']);

export type PermissionSession = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>;

/**
 * Grants full screen and copying to the host's own pages, and nothing else to anyone. Sets both handlers, for requests and for
 * silent checks, because Electron allows everything that an unset handler would have decided.
 */
export function restrictPermissions(session: PermissionSession, origin: () => string): void {
  session.setPermissionRequestHandler((contents: WebContents, permission, answer) => {
    answer(GRANTED.has(permission) && isSameOrigin(contents.getURL(), origin()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return GRANTED.has(permission) && isSameOrigin(requestingOrigin, origin());
  });
}
