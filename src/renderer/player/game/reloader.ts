/** A page older than the host is loaded anew, once by itself: a host that keeps saying so must not make it blink. */
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import type { SafeStorage } from '../../shared/safe-storage.ts';
import type { SeatSession } from './seat-session.ts';

const KEY = 'reloaded';

export interface ReloaderOptions {
  /** Lives as long as the tab. */
  readonly storage: SafeStorage;
  /** Which build this page is. */
  readonly page: string;
  readonly reload: () => void;
}

export interface Reloader {
  watch<Game extends Pick<SeatSession, 'store'>>(session: Game): Game;
}

export function createReloader({ storage, page, reload }: ReloaderOptions): Reloader {
  return {
    watch(session) {
      session.store.subscribe(() => {
        if (session.store.getView().closeCode !== CLOSE_CODES.pageOutdated || storage.read(KEY) === page)
          return;
        storage.write(KEY, page);
        reload();
      });
      return session;
    },
  };
}
