/** A page older than the host is loaded anew, once by itself: a host that keeps saying so must not make it blink. */
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import type { Memory } from '../../shared/safe-storage.ts';
import type { OpenGame } from './seat-session.ts';

const KEY = 'reloaded';

export interface ReloaderOptions {
  /** Lives as long as the tab. */
  readonly memory: Memory;
  /** Which build this page is. */
  readonly page: string;
  readonly reload: () => void;
}

export interface Reloader {
  watch<Game extends Pick<OpenGame, 'store'>>(open: Game): Game;
}

export function createReloader({ memory, page, reload }: ReloaderOptions): Reloader {
  return {
    watch(open) {
      open.store.subscribe(() => {
        if (open.store.getView().closeCode !== CLOSE_CODES.pageOutdated || memory.read(KEY) === page) return;
        memory.write(KEY, page);
        reload();
      });
      return open;
    },
  };
}
