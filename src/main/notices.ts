import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Report } from './shell-log.ts';

export interface NoticeParts {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Pick<Notification, 'on' | 'show' | 'close'>;
  readonly report: Report;
}

export interface Notices {
  /** Replaces the previous one; does nothing if the system has no notifications. */
  show(words: { readonly title: string; readonly body: string }): void;
  /** Removes the current one. */
  clear(): void;
}

/** The system's notifications, one at a time. A click calls `onClick`. */
export function createNotices({ isSupported, create, report }: NoticeParts, onClick: () => void): Notices {
  let current: ReturnType<NoticeParts['create']> | null = null;
  const clear = () => {
    current?.close();
    current = null;
  };
  return {
    clear,
    show(words) {
      if (!isSupported()) return;
      clear();
      // The desk makes its own sound, even while hidden.
      current = create({ ...words, silent: true });
      current.on('click', onClick);
      current.on('failed', (_event, error) => report(`a notification could not be shown: ${error}`));
      current.show();
    },
  };
}
