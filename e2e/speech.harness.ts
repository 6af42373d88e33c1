/** Writes down what a screen reader is given to say: every change of a live region that is in the accessibility tree. */
import type { Page } from '@playwright/test';

/** Interrupts, or waits for a pause. */
export interface Said {
  readonly how: 'assertive' | 'polite';
  readonly text: string;
}

/** From the next page on, and from the first element of each. */
export async function recordSpeech(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const LIVE = '[aria-live], [role="alert"], [role="status"], output';
    const said: { how: string; text: string }[] = [];
    Object.assign(window, { said });
    const last = new WeakMap<Element, string>();
    const read = (region: Element) => {
      const text = (region.textContent ?? '')
        .replaceAll(/[\u2066-\u2069\u00a0]/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
      if (last.get(region) === region.textContent) return;
      last.set(region, region.textContent ?? '');
      if (text === '' || region.closest('[aria-hidden="true"], [inert]') !== null) return;
      const live =
        region.getAttribute('aria-live') ?? (region.matches('[role="alert"]') ? 'assertive' : 'polite');
      if (live !== 'off') said.push({ how: live, text });
    };
    new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target, addedNodes } of changes) {
        const above = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
        if (above !== null && above !== undefined) regions.add(above);
        for (const node of addedNodes)
          if (node instanceof Element) {
            if (node.matches('[role="alert"]')) regions.add(node);
            for (const inner of node.querySelectorAll('[role="alert"]')) regions.add(inner);
          }
      }
      for (const region of regions) read(region);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What has been said since the page opened, in order. */
export const saidOn = (page: Page): Promise<Said[]> =>
  page.evaluate(() => (window as unknown as { said: Said[] }).said);
