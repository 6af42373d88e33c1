/** The pages before they open, and the parts of them that get lost or do not answer. */
import type { Page, Route } from '@playwright/test';
import { expect } from './test.fixtures.ts';

export const PARTS = [
  ['main script', /\/assets\/(player|banker|board)-[^/]+\.js$/],
  ['shared script', /\/assets\/shared-[^/]+\.js$/],
  ['style', /\/assets\/[^/]+\.css$/],
  ['words', /\/assets\/words-[^/]+\.js$/],
] as const;

export const PAGES = [
  ['phone', '/', 'Join the game'],
  ['desk', '/banker/', 'This browser has no key to the desk'],
  ['board', '/board/', 'This link no longer opens the board'],
] as const;

/** Fails the first so many requests for each such part. */
export async function lose(page: Page, part: RegExp, times: number): Promise<() => number> {
  const lost = new Map<string, number>();
  await page.route(part, (route) => {
    const url = route.request().url();
    const count = lost.get(url) ?? 0;
    if (count >= times) return route.continue();
    lost.set(url, count + 1);
    return route.abort('connectionreset');
  });
  return () => [...lost.values()].reduce((sum, count) => sum + count, 0);
}

/** Keeps each such part waiting, or the first request for it alone; the result lets all go on. */
export async function hang(page: Page, part: RegExp, isOnce = false): Promise<() => Promise<void>> {
  const waiting: Route[] = [];
  let isOver = false;
  await page.route(part, async (route) => {
    if (isOver) return route.continue();
    isOver = isOnce;
    waiting.push(route);
  });
  return async () => {
    isOver = true;
    expect(waiting.length).toBeGreaterThan(0);
    await Promise.all(waiting.map((route) => route.continue()));
  };
}

/** Resolves once the browser has drawn something that somebody can read: that an element takes up room does not say so. */
export async function waitForDrawnWords(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new PerformanceObserver((list) => {
          if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
        }).observe({ type: 'paint', buffered: true });
      }),
  );
}
