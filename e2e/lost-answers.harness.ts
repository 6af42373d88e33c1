/** Answers that get lost after the laptop has acted. */
import type { Page } from '@playwright/test';
import { fetchFromHost } from './pages.harness.ts';

interface Losses {
  /** The keys of the calls whose answers were lost. */
  readonly keys: (string | undefined)[];
  stop(): Promise<void>;
}

/** Lets calls to this path through, but not their answers. */
export async function loseAnswers(page: Page, path: string | RegExp, method = 'POST'): Promise<Losses> {
  const keys: (string | undefined)[] = [];
  const url = typeof path === 'string' ? `**/api/v2${path}` : path;
  await page.route(url, async (route) => {
    if (route.request().method() !== method) return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    await fetchFromHost(route);
    return route.abort('connectionreset');
  });
  // What is being lost gets lost first.
  return { keys, stop: () => page.unrouteAll({ behavior: 'wait' }) };
}
