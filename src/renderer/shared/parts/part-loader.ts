/** Loads the parts of a page that are chunks of their own: docs/decisions/017-parts-arrive-whole.md. */
import type { Environment } from '../../../client/environment.ts';
import { fetchWhole } from './fetch-whole.ts';

/** As many as browsers have connections to a host: a file that waits for one is not silent. */
export const MOST_FILES = 6;

export interface PartLoaderOptions {
  readonly environment: Pick<Environment, 'fetch' | 'after'>;
  readonly document: Document;
  /** What every file ends with. */
  readonly end: string;
}

/**
 * @param load imports the part
 * @param files its scripts and style sheets, and those that they need, as `assets/drawer-abc.js`
 * @throws if one of them did not arrive whole; what only takes long is waited for. Asked again, it is fetched again.
 */
export type LoadPart = <Part>(load: () => Promise<Part>, files?: readonly string[]) => Promise<Part>;

/** One for each page: it remembers what has arrived. */
export function createPartLoader({ environment, document, end }: PartLoaderOptions): LoadPart {
  const arriving = new Map<string, Promise<void>>();
  const sheets = new Map<string, Promise<void>>();
  /** Half of one may be in the browser's cache. */
  const lost = new Set<string>();

  let free = MOST_FILES;
  const queue: (() => void)[] = [];
  const fetchFile = async (url: string): Promise<void> => {
    if (free === 0) await new Promise<void>((resolve) => queue.push(resolve));
    else free -= 1;
    try {
      await fetchWhole({ environment, document, url, end, isPastCache: lost.has(url) });
    } catch (error) {
      lost.add(url);
      throw error;
    } finally {
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
  /** What came with the page is there already. */
  const isInPage = (url: string) =>
    document.querySelector(`script[src="${url}"],link[href="${url}"]:not([data-part])`) !== null;
  const arrive = (url: string) =>
    once(arriving, url, () => (isInPage(url) ? Promise.resolve() : fetchFile(url)));
  const dress = (url: string) =>
    once(sheets, url, () => (isInPage(url) ? Promise.resolve() : addSheet(document, url)));

  return async (load, files = []) => {
    const urls = files.map((file) => `/${file}`);
    await Promise.all(urls.map(arrive));
    // In their order, whichever came first: it decides between rules.
    await Promise.all(urls.filter((url) => url.endsWith('.css')).map(dress));
    return load();
  };
}

/** What is on its way or there is not asked for twice; what failed is. */
function once(known: Map<string, Promise<void>>, url: string, begin: () => Promise<void>): Promise<void> {
  const before = known.get(url);
  if (before !== undefined) return before;
  const begun = begin().catch((error: unknown) => {
    known.delete(url);
    throw error;
  });
  known.set(url, begun);
  return begun;
}

function addSheet(document: Document, url: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.crossOrigin = '';
  link.href = url;
  link.dataset['part'] = '';
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(`${url} did not arrive.`));
    });
    document.head.append(link);
  });
}
