/** Fetches a file to its end, however long that takes: docs/decisions/017-parts-arrive-whole.md. */
import type { Cancel, Environment } from '../../../client/environment.ts';

/** How long a file may be silent, ms, before it is asked for a second time: some connections die without a word. Then twice as long. */
export const PATIENCE_MS = 20_000;
/** Browsers have few connections to a host, and others need them, too. */
const MOST_AT_ONCE = 2;

interface WholeFileOptions {
  readonly environment: Pick<Environment, 'fetch' | 'after'>;
  /** Emits `again` when somebody presses *Try again* (opening.js). */
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener'>;
  readonly url: string;
  /** What the file ends with. */
  readonly end: string;
  /** Whether half of it may be in the browser's cache. */
  readonly isPastCache: boolean;
}

/**
 * Resolves once the file has arrived whole. What comes late is used: it is asked for again beside what is under way, not in its place.
 * Rejects once nothing is under way any more, because all of it was lost.
 */
export function fetchWhole(options: WholeFileOptions): Promise<void> {
  const { environment, document, url, end, isPastCache } = options;
  return new Promise((resolve, reject) => {
    /** The newest first. */
    const underWay: AbortController[] = [];
    let patienceMs = PATIENCE_MS;
    let cancelTimer: Cancel = () => undefined;
    const waitForMore = () => {
      cancelTimer();
      cancelTimer = environment.after(patienceMs, askAgain);
    };
    const keep = (count: number) => {
      for (const each of underWay.splice(count)) each.abort();
    };
    const stop = () => {
      cancelTimer();
      document.removeEventListener('again', askAgain);
      keep(0);
    };
    const begin = (cache: RequestCache) => {
      const controller = new AbortController();
      underWay.unshift(controller);
      keep(MOST_AT_ONCE);
      waitForMore();
      void environment
        .fetch(url, { cache, signal: controller.signal })
        .then((response) => readWhole(response, end, () => underWay.includes(controller) && waitForMore()))
        .then(
          () => {
            stop();
            return resolve();
          },
          (cause: unknown) => {
            const index = underWay.indexOf(controller);
            if (index === -1) return;
            underWay.splice(index, 1);
            if (underWay.length > 0) return;
            stop();
            reject(new Error(`${url} did not arrive.`, { cause }));
          },
        );
    };
    const askAgain = () => {
      patienceMs *= 2;
      // Past the cache, which is for what is under way: the import that follows takes it from there.
      begin('no-store');
    };
    document.addEventListener('again', askAgain);
    begin(isPastCache ? 'reload' : 'default');
  });
}

/** Throws where Firefox would take half an answer for the whole. @param onMore called for each piece that arrives */
async function readWhole({ ok, body }: Response, end: string, onMore: () => void): Promise<void> {
  const reader = ok ? body?.getReader() : undefined;
  const decoder = new TextDecoder();
  let tail = '';
  for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
    onMore();
    // Of what is cut in the middle of a letter, the end is not part.
    tail = (tail + decoder.decode(piece.value)).slice(-end.length);
  }
  if (tail !== end) throw new Error('not whole');
}
