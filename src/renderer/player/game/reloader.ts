import type { SafeStorage } from '../../../client/safe-storage.ts';
/** Reloads a page that is older than the host, but only once: a host that keeps saying so must not cause a reload loop. */
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import type { SeatSession } from './seat-session.ts';

const STORAGE_KEY = 'reloaded';

export interface ReloaderOptions {
  /** Lives as long as the tab. */
  readonly storage: SafeStorage;
  /** The build of this page. */
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
        if (
          session.store.getView().closeCode !== CLOSE_CODES.pageOutdated ||
          storage.read(STORAGE_KEY) === page
        )
          return;
        storage.write(STORAGE_KEY, page);
        reload();
      });
      return session;
    },
  };
}
