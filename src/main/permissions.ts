import type { Session, WebContents } from 'electron';
import { isSameOrigin } from './same-origin.ts';

/** All that a page of ours ever asks the browser for: the summary full screen, and a link copied. Reading what was copied is not. */
const GRANTED: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write']);

export type PermissionSession = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>;

/**
 * Grants full screen and copying to the host's own pages and nothing else to anybody. Both handlers are set: one answers a question, the
 * other a silent check, and Electron allows what an unset one would have decided.
 */
export function restrictPermissions(session: PermissionSession, origin: () => string): void {
  session.setPermissionRequestHandler((contents: WebContents, permission, answer) => {
    answer(GRANTED.has(permission) && isSameOrigin(contents.getURL(), origin()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return GRANTED.has(permission) && isSameOrigin(requestingOrigin, origin());
  });
}
