import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Report } from './shell-log.ts';

export interface NoticeParts {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Pick<Notification, 'on' | 'show' | 'close'>;
  readonly report: Report;
}

export interface Notices {
  /** Takes the place of the one before; where the system has no notifications it does nothing. */
  show(words: { readonly title: string; readonly body: string }): void;
  /** Takes the one that is there away. */
  clear(): void;
}

/** What the system shows beside the windows, one at a time. A click on it calls `onClick`. */
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
      // The desk rings itself, also while it is hidden.
      current = create({ ...words, silent: true });
      current.on('click', onClick);
      current.on('failed', (_event, error) => report(`a notification could not be shown: ${error}`));
      current.show();
    },
  };
}
