import type { App, BrowserWindow, Event, NativeImage } from 'electron';
import type { Host } from '../host/host-types.ts';
import type { Notifier } from './notifier.ts';
import { say, TITLE } from './strings.ts';
import type { Desk } from './windows/desk-window.ts';

export interface WaitingCountDependencies {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly platform: NodeJS.Platform;
  readonly host: Pick<Host, 'waitingRequests' | 'onWaiting'>;
  readonly desk: Pick<Desk, 'isOnScreen'> & {
    readonly window: Pick<BrowserWindow, 'on' | 'setTitle' | 'setOverlayIcon' | 'isDestroyed'>;
  };
  /** The number as an image, for Windows' taskbar. */
  readonly badgeImage: (waiting: number) => NativeImage;
  readonly notifier: Notifier;
}

/**
 * Shows how many requests are waiting: on the Dock or taskbar, in the window's title and, if the desk is out of sight, in a
 * notification whenever the number rises. Returns a function that stops this.
 */
export function showWaitingCount(dependencies: WaitingCountDependencies): () => void {
  const { host, notifier } = dependencies;
  const { window } = dependencies.desk;
  let pageTitle = TITLE;
  let previous = 0;

  const draw = () => {
    if (window.isDestroyed()) return;
    const waiting = host.waitingRequests();
    window.setTitle(windowTitle(pageTitle, waiting));
    if (dependencies.platform === 'win32')
      window.setOverlayIcon(
        waiting === 0 ? null : dependencies.badgeImage(waiting),
        say('waiting.count', { count: waiting }),
      );
    else dependencies.app.setBadgeCount(waiting);
  };
  const update = () => {
    const waiting = host.waitingRequests();
    const isMore = waiting > previous;
    previous = waiting;
    draw();
    if (waiting === 0) notifier.clear();
    else if (isMore && !dependencies.desk.isOnScreen())
      notifier.show({ title: say('waiting.count', { count: waiting }), body: say('waiting.body') });
  };
  window.on('page-title-updated', (event: Pick<Event, 'preventDefault'>, title: string) => {
    event.preventDefault();
    pageTitle = title;
    draw();
  });
  // A window that is shown again gets a new taskbar button; and with the desk in sight, no notification is needed.
  window.on('show', () => {
    draw();
    notifier.clear();
  });
  window.on('restore', () => notifier.clear());
  const unsubscribe = host.onWaiting(update);
  update();
  return unsubscribe;
}

const COUNTED = /^\((\d+)\) /;

/** "(3) Friday night": the page counts its own game's requests, the window those of every game. */
export function windowTitle(pageTitle: string, waiting: number): string {
  const counted = Number(COUNTED.exec(pageTitle)?.[1] ?? 0);
  const count = Math.max(counted, waiting);
  const name = pageTitle.replace(COUNTED, '');
  return count === 0 ? name : `(${count}) ${name}`;
}
