import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Report } from './app-log.ts';

export interface NotifierDependencies {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Pick<Notification, 'on' | 'show' | 'close'>;
  readonly report: Report;
}

export interface Notifier {
  /** Replaces the previous one; does nothing if the system doesn't support notifications. */
  show(text: { readonly title: string; readonly body: string }): void;
  /** Removes the current one. */
  clear(): void;
}

/** The system's notifications, one at a time. A click calls `onClick`. */
export function createNotifier(
  { isSupported, create, report }: NotifierDependencies,
  onClick: () => void,
): Notifier {
  let current: ReturnType<NotifierDependencies['create']> | null = null;
  const clear = () => {
    current?.close();
    current = null;
  };
  return {
    clear,
    show(text) {
      if (!isSupported()) return;
      clear();
      // The desk plays its own sound, even while hidden.
      current = create({ ...text, silent: true });
      current.on('click', onClick);
      current.on('failed', (_event, error) => report(`a notification could not be shown: ${error}`));
      current.show();
    },
  };
}
