import { defaultEnvironment } from '../../client/environment.ts';
import { keepLoading } from '../../client/keep-loading.ts';

/**
 * A part of the page in a chunk of its own, asked for until it comes: while the laptop is out of reach, the page waits for it rather
 * than break. Whoever shows it says meanwhile that it is loading, and the page's banner why.
 */
export function loadPatiently<Part>(load: () => Promise<Part>): Promise<Part> {
  return new Promise((resolve) => {
    keepLoading({ environment: defaultEnvironment(), load, onLoaded: resolve });
  });
}
