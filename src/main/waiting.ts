import type { App, BrowserWindow, Event, NativeImage } from 'electron';
import type { Host } from '../host/host-types.ts';
import type { Notifier } from './notifier.ts';
import type { Desk } from './windows/desk-window.ts';
import { WORDS } from './words.ts';

export interface WaitingParts {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly platform: NodeJS.Platform;
  readonly host: Pick<Host, 'waitingRequests' | 'onWaiting'>;
  readonly desk: Pick<Desk, 'isSeen'> & {
    readonly window: Pick<BrowserWindow, 'on' | 'setTitle' | 'setOverlayIcon' | 'isDestroyed'>;
  };
  /** The number as Windows' taskbar shows it. */
  readonly badge: (waiting: number) => NativeImage;
  readonly notifier: Notifier;
}

/**
 * Shows how many requests are waiting: on the dock or taskbar, in the window's title and, if the desk cannot be seen, in a
 * notification whenever the number rises. Returns the function that stops this.
 */
export function showWaiting(parts: WaitingParts): () => void {
  const { host, notifier } = parts;
  const { window } = parts.desk;
  let page: string = WORDS.title;
  let known = 0;

  const draw = () => {
    if (window.isDestroyed()) return;
    const waiting = host.waitingRequests();
    window.setTitle(windowTitle(page, waiting));
    if (parts.platform === 'win32')
      window.setOverlayIcon(waiting === 0 ? null : parts.badge(waiting), WORDS.waiting.count(waiting));
    else parts.app.setBadgeCount(waiting);
  };
  const follow = () => {
    const waiting = host.waitingRequests();
    const isMore = waiting > known;
    known = waiting;
    draw();
    if (waiting === 0) notifier.clear();
    else if (isMore && !parts.desk.isSeen())
      notifier.show({ title: WORDS.waiting.count(waiting), body: WORDS.waiting.body });
  };
  window.on('page-title-updated', (event: Pick<Event, 'preventDefault'>, title: string) => {
    event.preventDefault();
    page = title;
    draw();
  });
  // A window that is shown again gets a new taskbar button; and with the desk in sight no notification is needed.
  window.on('show', () => {
    draw();
    notifier.clear();
  });
  window.on('restore', () => notifier.clear());
  const unsubscribe = host.onWaiting(follow);
  follow();
  return unsubscribe;
}

const COUNTED = /^\((\d+)\) /;

/** "(3) Friday night": the page counts its own game's requests, the window those of all games. */
export function windowTitle(page: string, waiting: number): string {
  const counted = Number(COUNTED.exec(page)?.[1] ?? 0);
  const most = Math.max(counted, waiting);
  const name = page.replace(COUNTED, '');
  return most === 0 ? name : `(${most}) ${name}`;
}
